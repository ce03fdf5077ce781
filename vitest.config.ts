/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config'

/** Tests of what was built, which need `npm run build` before them. */
const built = 'tests/build/**/*.test.ts'
/** Tests that put something in place of a module, which others must not see. */
const replacing = 'tests/components/gallery.test.ts'

const project = (name: string, include: string, exclude: string[] = [], isolate = false) => ({
  extends: true as const,
  test: { name, include: [include], exclude, isolate },
})

export default getViteConfig({
  test: {
    // As many as the machine that the tests are timed on has cores; by itself Vitest would leave one of them idle.
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 60_000,
    // What Vitest keeps of an earlier run does not notice that a Markdown plugin has changed.
    fsModuleCache: false,
    // Files share what they import: to load it for each anew takes as long as the tests themselves.
    projects: [
      project('unit', 'tests/**/*.test.ts', [built, replacing]),
      project('unit-apart', replacing, [], true),
      project('build', built),
    ],
  },
})
