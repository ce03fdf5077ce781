import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type LaunchOptions } from '@playwright/test'

/** The sandbox needs user namespaces, which root and most containers lack; the tests open nothing but their own site. */
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking']

const ofTheMachine = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * How to start a Chromium, the first found of: the one `CHROMIUM_PATH` names, Playwright's own download, the packaged
 * one, the machine's. The packaged one comes before the machine's so that the version is the same everywhere; it exists
 * for Linux x64 only, and brings the libraries and fonts that a bare Debian lacks.
 */
export async function launchOptions(): Promise<LaunchOptions> {
  const asked = process.env['CHROMIUM_PATH']
  if (asked) return { args, executablePath: asked }
  if (existsSync(chromium.executablePath())) return { args }
  if (process.platform === 'linux' && process.arch === 'x64') return packaged()
  const found = ofTheMachine.find((file) => existsSync(file))
  if (found) return { args, executablePath: found }
  throw new Error('No Chromium found. Set CHROMIUM_PATH to one, or run: npx playwright install chromium')
}

async function packaged(): Promise<LaunchOptions> {
  // The package does not export its package.json.
  const { version } = JSON.parse(readFileSync('node_modules/@sparticuz/chromium/package.json', 'utf8'))
  const folder = path.resolve('node_modules/.cache', `chromium-${version}`)
  if (!existsSync(folder)) await unpack(folder)
  return {
    args,
    executablePath: path.join(folder, 'chromium'),
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  }
}

/**
 * Unpacks beside the folder and renames: the folder is there whole or not at all, whoever is interrupted and whoever
 * else unpacks at the same time.
 */
async function unpack(folder: string): Promise<void> {
  mkdirSync(path.dirname(folder), { recursive: true })
  const half = mkdtempSync(`${folder}-`)
  try {
    await inflateInto(half)
    writeFileSync(path.join(half, 'fonts/fonts.conf'), fontconfig(folder))
    renameSync(half, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}

/** The package's own file looks for its fonts in /tmp. */
const fontconfig = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`

/** The package takes its target from TMPDIR, and unpacks the shared libraries only where it believes itself on Lambda. */
async function inflateInto(folder: string): Promise<void> {
  const before = { ...process.env }
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' })
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
}
