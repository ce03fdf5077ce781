import type { Root } from 'hast'
import { visit } from 'unist-util-visit'

/**
 * A page that a reader opens from here, in whichever way, gets no handle on this one. What an author links from the root of
 * the site, `/posts/bert/`, is found wherever the site is served from.
 */
export function rehypeLinks({ base = process.env['BASE_PATH'] ?? '/' } = {}) {
  const prefix = base.replace(/\/$/, '')
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      const name = node.tagName === 'a' ? 'href' : node.tagName === 'img' ? 'src' : undefined
      if (name === undefined) return
      const address = String(node.properties[name])
      if (name === 'href' && /^https?:/i.test(address)) node.properties.rel = ['noopener']
      if (/^\/(?!\/)/.test(address)) node.properties[name] = `${prefix}${address}`
    })
  }
}
