import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { baseOf } from './address.ts'
import { headOf } from './head.ts'
import { headersFile, nginxConfig, rulesWith, vercelConfig } from './headers.ts'
import { headerPolicy, policyOf } from './policy.ts'

/**
 * Writes the table of headers in the language of each host: `_headers` and `vercel.json` into the site, where those hosts
 * read them, and an nginx server into `deploy/`.
 */
export function hosts(): AstroIntegration {
  let base = '/'
  let root = '.'
  return {
    name: 'hosts',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = baseOf(config)
        root = fileURLToPath(config.root)
      },
      'astro:build:done': ({ dir }) => {
        const site = fileURLToPath(dir)
        const pages = globSync('**/*.html', { cwd: site }).sort()
        const rules = rulesWith(headerPolicy(pages.map((page) => policyOf(headOf(path.join(site, page))))))
        writeFileSync(path.join(site, '_headers'), headersFile(rules, base))
        writeFileSync(path.join(site, 'vercel.json'), vercelConfig(rules, base))
        mkdirSync(path.join(root, 'deploy'), { recursive: true })
        writeFileSync(path.join(root, 'deploy/nginx.conf'), nginxConfig(rules, base))
      },
    },
  }
}
