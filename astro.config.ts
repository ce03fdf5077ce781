import { unified } from '@astrojs/markdown-remark'
import mdx from '@astrojs/mdx'
import { defineConfig } from 'astro/config'
import { rememberedTheme } from './src/client/remembered-theme.ts'
import { alone } from './src/build/alone.ts'
import { countingOnly } from './src/build/counting-only.ts'
import { figureFiles } from './src/build/figure-files.ts'
import { pageStyles } from './src/build/page-styles.ts'
import { directives } from './src/build/policy.ts'
import { publishing } from './src/build/publishing.ts'
import { sectionHeights } from './src/build/section-heights.ts'
import { wholeTokens } from './src/build/whole-tokens.ts'
import { frontMatter } from './src/content/integration.ts'
import { markdown } from './src/markdown/index.ts'
import { codeTheme } from './src/styles/code-theme.ts'
import { fonts } from './src/styles/fonts.ts'
import { woff2Only } from './src/styles/woff2-only.ts'

const { SITE_URL = 'http://localhost:4321', BASE_PATH = '/' } = process.env

/** What every page with knobs loads. A script that stands alone has its own. */
const knobs = { name: 'knobs', test: /src\/(client\/live\/[\w-]+|engine\/(poly|format)|figures\/digits)\.ts$/ }

export default defineConfig({
  site: SITE_URL,
  base: BASE_PATH,
  trailingSlash: 'always',
  build: { format: 'directory' },
  security: {
    csp: { directives: [...directives] },
  },
  markdown: {
    processor: unified(markdown),
    shikiConfig: { theme: codeTheme, transformers: [wholeTokens] },
  },
  fonts,
  integrations: [
    frontMatter(),
    mdx({ optimize: true }),
    rememberedTheme,
    figureFiles(),
    pageStyles(),
    sectionHeights(),
    ...publishing,
  ],
  vite: {
    build: { assetsInlineLimit: 0 },
    plugins: [alone, countingOnly],
    // What every page with knobs loads is one file: cut by who else uses what, it would weigh a fifth more.
    environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [knobs] } } } } } },
    css: { postcss: { plugins: [woff2Only] } },
  },
})
