import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { report } from '../markdown/problem.ts'
import { frontMatterProblems } from './problems.ts'

/**
 * Checks the front matter of every post before Astro reads it. A build stops with all problems of all posts; the
 * development server prints them, now and whenever a post is saved.
 */
export function frontMatter(): AstroIntegration {
  return {
    name: 'front-matter',
    hooks: {
      'astro:config:setup': ({ command, config, logger }) => {
        const root = fileURLToPath(config.root)
        const problems = globSync(posts, { cwd: root })
          .sort()
          .map((post) => problemsOf(root, post))
          .filter(Boolean)
        if (problems.length === 0) return
        if (command === 'dev') return logger.error(problems.join('\n'))
        // Without its stack, which Astro would print below: the fault is the post's.
        throw Object.assign(new Error(problems.join('\n')), { stack: '' })
      },
      'astro:server:setup': ({ server, logger }) => {
        const { root } = server.config
        const check = (file: string) => {
          const post = path.relative(root, file)
          const problems = path.matchesGlob(post, posts) ? problemsOf(root, post) : ''
          if (problems) logger.error(problems)
        }
        server.watcher.on('add', check).on('change', check)
      },
    },
  }
}

const posts = 'content/posts/**/*.mdx'

/** As one text; empty if there are none. */
function problemsOf(root: string, post: string): string {
  return report(frontMatterProblems(post.replaceAll('\\', '/'), readFileSync(path.join(root, post), 'utf8')))
}
