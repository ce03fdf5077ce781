/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config'

export default getViteConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/browser/**'],
    // As many as the machine that the tests are timed on has cores; by itself Vitest would leave one of them idle.
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 60_000,
  },
})
