import type { APIContext } from 'astro'
import { href } from '../content/url.ts'

/** Everything may be read; the sitemap says what there is. */
export function GET({ site }: APIContext) {
  const sitemap = new URL(href('/sitemap-index.xml'), site)
  return new Response(`User-agent: *\nAllow: /\nSitemap: ${sitemap}\n`, { headers: { 'content-type': 'text/plain' } })
}
