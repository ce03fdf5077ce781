import type { Root } from 'mdast'
import type { Point } from 'unist'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { note } from './fail.ts'
import { isComponent, literal, pointOf } from './jsx.ts'

declare module 'vfile' {
  interface DataMap {
    /** Every id of the page that a link can lead to. */
    ids: ReadonlySet<string>
  }
}

/** An id is there once, whether an author wrote it or it comes from a heading, a label, a citation or a term. */
export function remarkIds() {
  return (tree: Root, file: VFile): void => {
    const found = new Map<string, Point | undefined>()
    visit(tree, (node) => {
      const component = isComponent(node) ? node : undefined
      const id = component
        ? literal(component, 'id')
        : (node.data as { hProperties?: { id?: unknown } } | undefined)?.hProperties?.id
      if (typeof id !== 'string') return
      const point = component ? pointOf(component, 'id') : node.position?.start
      if (found.has(id)) duplicate(file, id, point, found.get(id))
      else found.set(id, point)
    })
    file.data.ids = new Set([...found.keys(), '', 'top', 'main'])
  }
}

function duplicate(file: VFile, id: string, point: Point | undefined, first: Point | undefined): void {
  note(file, point, {
    kind: 'id',
    message: `the id ${id} is taken`,
    received: id,
    expected: first
      ? `an id that differs from the one on line ${first.line}`
      : 'an id that the page does not make itself',
    advice: 'rename one of the two, and what links to it; a heading has the id of its words',
  })
}
