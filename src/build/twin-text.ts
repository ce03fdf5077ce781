import type { Element, ElementContent, Root } from 'hast'
import { toMdast, type Handle } from 'hast-util-to-mdast'
import { toString } from 'hast-util-to-string'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { mathToMarkdown } from 'mdast-util-math'
import { toMarkdown } from 'mdast-util-to-markdown'
import { visit } from 'unist-util-visit'
import { plainTex } from '../engine/plain-tex.ts'
import { content } from './feed-content.ts'

/** An article as Markdown: formulas are TeX, a drawing is what it shows with a link to it, addresses are full. */
export function articleAsMarkdown(article: Root, page: URL): string {
  const tree: Root = { type: 'root', children: content(article, page, tex) }
  const markdown = toMdast(tree, { handlers: { 'x-tex': formula } })
  // A dollar that ends a formula and one that begins the next would be read as one sign.
  visit(markdown, 'inlineMath', (_node, index, parent) => {
    if (parent?.children[index! + 1]?.type === 'inlineMath')
      parent.children.splice(index! + 1, 0, { type: 'text', value: ' ' })
  })
  return toMarkdown(markdown, { bullet: '-', extensions: [gfmToMarkdown({ tablePipeAlign: false }), mathToMarkdown()] })
}

/** The TeX of a formula, with the site's macros for sizes as the letters that they stand for. */
export function texOf(math: Element): string {
  return plainTex(String(math.properties['dataTex'] ?? toString(math)))
}

const tex = (math: Element): Element => ({
  type: 'element',
  tagName: 'x-tex',
  properties: { display: math.properties['display'] },
  children: [{ type: 'text', value: texOf(math) }],
})

const formula: Handle = (_, { properties, children }: Element) => {
  const value = children.map((child: ElementContent) => (child.type === 'text' ? child.value : '')).join('')
  return properties['display'] === 'block' ? { type: 'math', value } : { type: 'inlineMath', value }
}
