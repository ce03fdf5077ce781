import { unified } from '@astrojs/markdown-remark'
import mdx from '@astrojs/mdx'
import { defineConfig } from 'astro/config'
import { markdown } from './src/markdown/index.ts'

const { SITE_URL = 'http://localhost:4321', BASE_PATH = '/' } = process.env

export default defineConfig({
  site: SITE_URL,
  base: BASE_PATH,
  trailingSlash: 'always',
  build: { format: 'directory' },
  markdown: {
    processor: unified(markdown),
    shikiConfig: { themes: { light: 'github-light', dark: 'github-dark' }, defaultColor: false },
  },
  integrations: [mdx({ optimize: true })],
  vite: { build: { assetsInlineLimit: 0 } },
})
