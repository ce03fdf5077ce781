import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

interface Options {
  readonly port?: number
  /** What becomes of a page on its way. */
  readonly document?: (html: string) => string
}

/** Serves the built site as a host does that compresses: text in Brotli, everything else as it is. */
export async function serveCompressed(
  root: string,
  { port = 0, document = (html) => html }: Options = {},
): Promise<{ url: string; close: () => void }> {
  const compressed = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const file = fileAt(root, new URL(request.url ?? '/', 'http://site').pathname)
    const type = file && types[path.extname(file)]
    if (!file || !type) return void response.writeHead(404).end()
    const isText = type !== 'font/woff2'
    const head = { 'content-type': type, 'cache-control': 'max-age=600' }
    if (!isText) return void createReadStream(file).pipe(response.writeHead(200, head))
    const text = readFileSync(file)
    const body = compressed.get(file) ?? brotliCompressSync(file.endsWith('.html') ? document(text.toString()) : text)
    compressed.set(file, body)
    response.writeHead(200, { ...head, 'content-encoding': 'br', 'content-length': body.length }).end(body)
  })
  await listening(server, port)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))

function fileAt(root: string, address: string): string | undefined {
  const file = path.join(root, path.normalize(decodeURIComponent(address)))
  const page = existsSync(file) && statSync(file).isDirectory() ? path.join(file, 'index.html') : file
  return existsSync(page) ? page : undefined
}
