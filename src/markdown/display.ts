import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'

/**
 * `$$ x $$` on one line of its own is inline for remark-math, which wants the dollars on lines of their own.
 * Everywhere else it is a display formula, and an author who writes it means one.
 */
export function remarkDisplay() {
  return (tree: Root, file: { value: unknown }): void => {
    const source = String(file.value)
    visit(tree, 'paragraph', (node, index, parent) => {
      const [only, ...rest] = node.children
      if (only?.type !== 'inlineMath' || rest.length > 0) return
      if (!source.startsWith('$$', only.position?.start.offset)) return
      const { value } = only
      const code = {
        type: 'element' as const,
        tagName: 'code',
        properties: { className: ['language-math', 'math-display'] },
      }
      const children = [{ ...code, children: [{ type: 'text' as const, value }] }]
      const position = only.position && { position: only.position }
      parent!.children[index!] = { type: 'math', value, ...position, data: { hName: 'pre', hChildren: children } }
    })
  }
}
