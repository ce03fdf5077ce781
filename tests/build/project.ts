import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Outcome = { code: number; output: string }

/** Something done to a copy of the project before it is built, or with its `dist` after. */
export type Hooks = { before?: (root: string) => void; after?: (root: string) => void }

/** Pages that say nothing of the one post that is built, and take longer than it. */
const apart = /^src\/pages\/(explore|compare|gallery|ledger)\b/

/** Runs `astro build` on a copy of the project with one post in it, and tells how it ended. */
export async function buildWith(post: string, { before, after }: Hooks = {}): Promise<Outcome> {
  const root = copyProject((file) => file !== path.join('content', 'posts') && !apart.test(file.replaceAll('\\', '/')))
  try {
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
 * Builds the whole site elsewhere, with an environment of its own, and returns the copy's folder, for the caller to remove.
 * @throws with all that the build said, if it fails.
 */
export async function buildElsewhere(env: Readonly<Record<string, string>>): Promise<string> {
  const root = copyProject()
  const { code, output } = await build(root, env)
  if (code === 0) return root
  rmSync(root, { recursive: true, force: true })
  throw new Error(output)
}

/**
 * Copies the sources and links each package: a copy has its own caches in node_modules, and sources behind a link would
 * be compiled under two names.
 */
export function copyProject(filter: (file: string) => boolean = () => true): string {
  const root = mkdtempSync(path.join(tmpdir(), 'site-'))
  const parts = ['src', 'public', 'content', 'tests/oracle', 'astro.config.ts', 'tsconfig.json', 'package.json']
  const sources = parts.filter((source) => existsSync(source))
  for (const source of sources) cpSync(source, path.join(root, source), { recursive: true, filter })
  mkdirSync(path.join(root, 'node_modules'))
  for (const name of readdirSync('node_modules'))
    if (!name.startsWith('.')) symlinkSync(path.resolve('node_modules', name), path.join(root, 'node_modules', name))
  return root
}

export function build(root: string, own: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1', ...own }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['node_modules/astro/bin/astro.mjs', 'build'],
      { cwd: root, env },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    )
  })
}
