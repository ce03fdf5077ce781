import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { projectPath } from './place.ts'

/** Tells every component where it stands, `at="content/posts/bert.mdx:42:3"`, so that its error can name the line to an author. */
export function remarkAt() {
  return (tree: Root, file: VFile): void => {
    const path = projectPath(file)
    visit(tree, (node) => {
      if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return
      if (!/^[A-Z]/.test(node.name ?? '') || node.name === 'Fragment') return
      if (node.attributes.some((attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'at')) return
      const { line, column } = node.position!.start
      node.attributes.push({ type: 'mdxJsxAttribute', name: 'at', value: `${path}:${line}:${column}` })
    })
  }
}
