import { execFileSync, spawn } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface Server {
  readonly origin: string
  stop(): void
}

/** Serves a built site with the server that the build wrote for it; only its port and its folder are the test's own. */
export async function serve(config: string, site: string): Promise<Server> {
  const { program, mimeTypes, env } = nginx()
  const folder = mkdtempSync(path.join(tmpdir(), 'nginx-'))
  const port = await freePort()
  const server = readFileSync(config, 'utf8')
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('    listen [::]:80;\n', '')
    .replaceAll('/var/www/site', path.resolve(site))
  const main = path.join(folder, 'nginx.conf')
  writeFileSync(main, around(server, mimeTypes, folder))
  const child = spawn(program, ['-c', main, '-p', folder, '-e', 'stderr'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (data) => (said += data))
  const stop = () => {
    child.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  const origin = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(origin).then(Boolean, () => false)) return { origin, stop }
    if (child.exitCode !== null) break
    await pause(50)
  }
  stop()
  throw new Error(`nginx does not answer:\n${said}`)
}

const around = (server: string, mimeTypes: string, folder: string): string => `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/pid;
events {}
http {
  include ${mimeTypes};
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  ${server}
}
`

interface Nginx {
  readonly program: string
  readonly mimeTypes: string
  readonly env: NodeJS.ProcessEnv
}

/** The machine's nginx, or Debian's package, which needs no installation: only its files, and the libraries it asks for. */
function nginx(): Nginx {
  const installed = ['/usr/sbin', ...(process.env['PATH'] ?? '').split(path.delimiter)]
    .map((folder) => path.join(folder, 'nginx'))
    .find((file) => existsSync(file))
  const types = ['/etc/nginx/mime.types', '/opt/homebrew/etc/nginx/mime.types'].find((file) => existsSync(file))
  if (installed && types) return { program: installed, mimeTypes: types, env: process.env }

  const folder = path.resolve('node_modules/.cache/nginx')
  if (!existsSync(folder)) fetchPackages(folder)
  const libraries = [
    ...new Set(globSync('{usr/,}lib/*-linux-*/*.so*', { cwd: folder }).map((file) => path.dirname(file))),
  ]
  return {
    program: path.join(folder, 'usr/sbin/nginx'),
    mimeTypes: path.join(folder, 'etc/nginx/mime.types'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries.map((library) => path.join(folder, library)).join(':') },
  }
}

/** Unpacked beside the folder and renamed, so that it is there whole or not at all. */
function fetchPackages(folder: string): void {
  mkdirSync(path.dirname(folder), { recursive: true })
  const half = mkdtempSync(`${folder}-`)
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: half, encoding: 'utf8', stdio: 'pipe' })
  try {
    if (run('apt-cache', 'policy', 'nginx') === '') run('apt-get', 'update')
    const libraries = [...run('apt-cache', 'depends', 'nginx').matchAll(/Depends: (lib(?!c6)\S+|zlib\S+)/g)]
    run('apt-get', 'download', 'nginx', 'nginx-common', ...libraries.map(([, name]) => name!))
    for (const archive of globSync('*.deb', { cwd: half })) run('dpkg', '-x', archive, half)
    renameSync(half, folder)
  } catch (error) {
    throw new Error('No nginx found, and none to be had from apt-get. Install it, and run the tests again.', {
      cause: error,
    })
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
