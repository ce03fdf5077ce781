import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Outcome = { code: number; output: string }

/** Something done to a copy of the project before it is built, or with its `dist` after. */
export type Hooks = { before?: (root: string) => void; after?: (root: string) => void }

/** Runs `astro build` on a copy of the project with one post in it, and tells how it ended. */
export async function buildWith(post: string, { before, after }: Hooks = {}): Promise<Outcome> {
  const root = mkdtempSync(path.join(tmpdir(), 'site-'))
  try {
    copyProject(root)
    mkdirSync(path.join(root, 'content/posts'), { recursive: true })
    cpSync(post, path.join(root, 'content/posts', path.basename(post)))
    before?.(root)
    const outcome = await build(root)
    after?.(root)
    return outcome
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/**
 * Copies the sources and links each package: a copy has its own caches in node_modules, and sources behind a link would
 * be compiled under two names.
 */
function copyProject(root: string): void {
  const sources = ['src', 'public', 'content', 'astro.config.ts', 'tsconfig.json', 'package.json'].filter((source) =>
    existsSync(source),
  )
  for (const source of sources)
    cpSync(source, path.join(root, source), {
      recursive: true,
      filter: (file) => file !== path.join('content', 'posts'),
    })
  mkdirSync(path.join(root, 'node_modules'))
  for (const name of readdirSync('node_modules'))
    if (!name.startsWith('.')) symlinkSync(path.resolve('node_modules', name), path.join(root, 'node_modules', name))
}

function build(root: string): Promise<Outcome> {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1' }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['node_modules/astro/bin/astro.mjs', 'build'],
      { cwd: root, env },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    )
  })
}
