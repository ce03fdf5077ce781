import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { toString } from 'hast-util-to-string'

/**
 * What stands in an article, for a reader of feeds, which has none of the site's scripts and style sheets: formulas are
 * MathML, a drawing is its description with a link to it, addresses are full, and nothing is left that needs a class.
 */
export const feedContent = (article: Root, page: URL): string => toHtml(content(article, page, mathml))

/** What a formula becomes. */
type Formula = (math: Element) => Element

/** The same as a tree, each formula as the reader wants it. */
export const content = ({ children }: Root, page: URL, formula: Formula): ElementContent[] =>
  children.flatMap((child) => kept(child, { page, hash: '', formula }))

/** Where a node stands: its page, and the nearest id above it. */
interface Place {
  readonly page: URL
  readonly hash: string
  readonly formula: Formula
}

function kept(node: RootContent, place: Place): ElementContent[] {
  if (node.type === 'text') return [node]
  if (node.type !== 'element' || isFurniture(node)) return []
  const { tagName, properties } = node
  if (tagName === 'math') return [place.formula(node)]
  const id = properties['id'] ?? properties['ariaLabelledBy']
  const here = id === undefined ? place : { ...place, hash: `#${String(id)}` }
  if (tagName === 'svg') return []
  const children = node.children.flatMap((child) => kept(child, here))
  const drawing = tagName === 'figure' ? drawn(node, here) : []
  if (!texts.has(tagName)) return [...drawing, ...children]
  return [{ type: 'element', tagName, properties: attributesOf(node, place), children: [...drawing, ...children] }]
}

/** What a page needs to be used, and a feed cannot use. */
function isFurniture({ tagName, properties }: Element): boolean {
  const classes = Array.isArray(properties['className']) ? properties['className'] : []
  return (
    ['script', 'style', 'template', 'button', 'input', 'select', 'label', 'form', 'nav', 'output'].includes(tagName) ||
    properties['ariaHidden'] === 'true' ||
    properties['hidden'] === true ||
    String(properties['ariaLabelledBy']) === 'cite-this' ||
    ['anchor', 'back', 'copy'].some((name) => classes.includes(name))
  )
}

/** A formula by itself, which says whether it is one in a line. */
function mathml({ properties: { display }, children }: Element): Element {
  return { type: 'element', tagName: 'math', properties: { display }, children: children.map(plain) }
}

function plain(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node
  const { className: _, style: __, id: ___, ...properties } = node.properties
  return { ...node, properties, children: node.children.map(plain) }
}

/** In place of a drawing, which would be black without its style sheet, what it shows. Widths of one drawing tell it once. */
function drawn(figure: Element, { page, hash }: Pick<Place, 'page' | 'hash'>): ElementContent[] {
  const svg = first(figure, ({ tagName, properties }) => tagName === 'svg' && properties['ariaHidden'] !== 'true')
  if (!svg) return []
  const [title, about] = ['title', 'desc'].map((name) => first(svg, ({ tagName }) => tagName === name))
  const link: Element = {
    type: 'element',
    tagName: 'a',
    properties: { href: new URL(hash, page).href },
    children: [{ type: 'text', value: title ? toString(title) : 'The drawing' }],
  }
  const words = about ? [{ type: 'text' as const, value: `. ${toString(about)}` }] : []
  return [{ type: 'element', tagName: 'p', properties: {}, children: [link, ...words] }]
}

function first(root: Element, matches: (element: Element) => boolean): Element | undefined {
  for (const child of root.children) {
    if (child.type !== 'element') continue
    const found = matches(child) ? child : first(child, matches)
    if (found) return found
  }
  return undefined
}

function attributesOf({ tagName, properties }: Element, { page }: Place): Element['properties'] {
  if (tagName === 'a') return { href: new URL(String(properties['href'] ?? ''), page).href }
  if (tagName === 'img') return { src: new URL(String(properties['src']), page).href, alt: properties['alt'] }
  const { colSpan, rowSpan, scope, start, dateTime } = properties
  return { colSpan, rowSpan, scope, start, dateTime }
}

const texts = new Set(
  (
    'p h2 h3 h4 ul ol li dl dt dd a b strong i em small s q cite dfn abbr code pre kbd sub sup br hr blockquote ' +
    'table caption thead tbody tfoot tr th td figure figcaption details summary img time'
  ).split(' '),
)
