import type { Element, Nodes, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { visitParents } from 'unist-util-visit-parents'
import type { VFile } from 'vfile'
import { note } from './fail.ts'
import { explain } from './formula-error.ts'
import { pointIn } from './place.ts'

/** Follows rehype-katex, which only leaves a message, and red text, where it cannot set a formula: each becomes a problem. */
export function rehypeFormulaProblems() {
  return (tree: Root, file: VFile): void => {
    const messages = file.messages.filter(({ source }) => source === 'rehype-katex')
    for (const message of messages) noteMessage(file, message)
    if (messages.length > 0) return
    visitParents(tree, 'element', (element, ancestors) => {
      const { className } = element.properties
      if (Array.isArray(className) && className.includes('katex-error')) noteError(file, element, ancestors)
    })
  }
}

function noteMessage(file: VFile, message: VFile['messages'][number]): void {
  const chain = (message.ancestors ?? []) as Nodes[]
  // remark-math gives the place of a display formula to its <pre>, not to the <code> that the message is about.
  const position = chain.findLast((node) => node.position)?.position
  const tex = toString(chain.at(-1)!).replace(/\n$/, '')
  const { offset, problem } = explain(tex, message.cause)
  note(file, position && pointIn(String(file.value), position, tex, offset), problem)
}

/** A red formula without a message: not seen yet, but nothing promises that there is none. */
function noteError(file: VFile, element: Element, ancestors: Nodes[]): void {
  const position = ancestors.findLast((node) => node.position)?.position
  note(file, position?.start, explain(toString(element), new Error(String(element.properties.title))).problem)
}
