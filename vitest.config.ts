/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config'

export default getViteConfig({
  test: { include: ['tests/**/*.test.ts'], exclude: ['tests/browser/**'], maxConcurrency: 2, testTimeout: 60_000 },
})
