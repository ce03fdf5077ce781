import type { Element, ElementContent, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import type { Section } from './headings.ts'

/** Completes what `remarkHeadings` began: the title's HTML for the contents; and in the page the number and a link to the section. */
export function rehypeAnchors() {
  return (tree: Root, file: VFile): void => {
    const contents = (file.data.astro?.frontmatter?.contents ?? []) as Section[]
    const sections = new Map(contents.map((section) => [section.id, section]))
    visit(tree, 'element', (heading) => {
      const section = sections.get(String(heading.properties.id))
      if (!section || heading.tagName !== `h${section.depth}`) return
      section.html = toHtml(heading.children.flatMap(withoutLinks), { allowDangerousHtml: true })
      heading.children = [...number(section), ...heading.children, anchor(section)]
    })
  }
}

function withoutLinks(node: ElementContent): ElementContent[] {
  if (node.type === 'mdxJsxTextElement' || node.type === 'mdxJsxFlowElement') {
    const html = node.attributes.find(
      (attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'set:html',
    )
    if (typeof html?.value === 'string') return [{ type: 'raw', value: html.value }]
    return node.children.flatMap((child) => withoutLinks(child as ElementContent))
  }
  if (node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression') return []
  if (node.type !== 'element') return [node]
  const children = node.children.flatMap(withoutLinks)
  return node.tagName === 'a' ? children : [{ ...node, children }]
}

/** The list of references has none. */
function number(section: Section): ElementContent[] {
  if (section.number === '') return []
  const children = [{ type: 'text' as const, value: section.number }]
  return [
    { type: 'element', tagName: 'span', properties: { className: ['n'] }, children },
    { type: 'text', value: ' ' },
  ]
}

const anchor = (section: Section): Element => ({
  type: 'element',
  tagName: 'a',
  properties: {
    className: ['anchor'],
    href: `#${section.id}`,
    ariaLabel: `Link to section ${section.number || section.title}`,
  },
  children: [{ type: 'text', value: '#' }],
})
