import type { Element, ElementContent, Nodes, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { SKIP, visitParents } from 'unist-util-visit-parents'
import type { VFile } from 'vfile'
import { note } from './fail.ts'
import { explain } from './formula-error.ts'
import { equation } from './katex.ts'
import type { Jsx } from './nodes.ts'
import { pointIn } from './place.ts'

/**
 * Follows rehype-katex, which only leaves a message where it cannot set a formula: each becomes a problem.
 * Each formula that it did set becomes one `<Fragment set:html>`: MDX would otherwise compile its hundred spans to
 * JavaScript one by one, which takes most of the time and half of the memory of a build.
 */
export function rehypeFormulas() {
  return (tree: Root, file: VFile): void => {
    const messages = file.messages.filter(({ source }) => source === 'rehype-katex')
    for (const message of messages) noteMessage(file, message)

    visitParents(tree, 'element', (element, ancestors) => {
      const classes = classesOf(element)
      if (classes.includes('katex-error') && messages.length === 0) noteError(file, element, ancestors)
      const display = classes.includes('katex-display')
      if (!display && !classes.includes('katex')) return
      const box = display ? ancestors.findLast(isNumbered) : undefined
      const [parent, child] = box ? [ancestors[ancestors.indexOf(box) - 1], box] : [ancestors.at(-1), element]
      const siblings = parent!.children as ElementContent[]
      siblings[siblings.indexOf(child)] = fragment(toHtml(element), display, box)
      return SKIP
    })
  }
}

function noteMessage(file: VFile, message: VFile['messages'][number]): void {
  const chain = (message.ancestors ?? []) as Nodes[]
  // remark-math gives the place of a display formula to its <pre>, not to the <code> that the message is about.
  const position = chain.findLast((node) => node.position)?.position
  const tex = textOf(chain.at(-1)).replace(/\n$/, '')
  const { offset, problem } = explain(tex, message.cause)
  note(file, position && pointIn(String(file.value), position, tex, offset), problem)
}

/** A red formula without a message: not seen yet, but nothing promises that there is none. */
function noteError(file: VFile, element: Element, ancestors: Nodes[]): void {
  const position = ancestors.findLast((node) => node.position)?.position
  note(file, position?.start, explain(textOf(element), new Error(String(element.properties.title))).problem)
}

/** What `remarkNumbering` put around a formula with a label. */
const isNumbered = (node: Nodes): node is Element => node.type === 'element' && node.properties.dataNumber !== undefined

function fragment(html: string, display: boolean, box?: Element): Jsx {
  const label = box && { id: String(box.properties.id), number: String(box.properties.dataNumber) }
  const value = display ? equation(html, label) : html
  const attributes = [{ type: 'mdxJsxAttribute' as const, name: 'set:html', value }]
  return { type: display ? 'mdxJsxFlowElement' : 'mdxJsxTextElement', name: 'Fragment', attributes, children: [] }
}

function classesOf({ properties: { className } }: Element): readonly unknown[] {
  return Array.isArray(className) ? className : []
}

function textOf(node: Nodes | undefined): string {
  if (!node) return ''
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}
