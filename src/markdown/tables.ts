import type { Element, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'

/** A table may be wider than a phone: it scrolls in its own box, which the keyboard can reach. */
export function rehypeTables() {
  return (tree: Root): void => {
    visit(tree, { tagName: 'table' }, (node, index, parent) => {
      if (node.type !== 'element') return
      const properties = { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: nameOf(node) }
      parent!.children[index!] = { type: 'element', tagName: 'div', properties, children: [node] }
      return SKIP
    })
  }
}

/** The heads of its columns: two tables of a page need two names. */
function nameOf(table: Element): string {
  const heads: string[] = []
  visit(table, { tagName: 'th' }, (head) => {
    if (head.type === 'element') heads.push(toString(head))
  })
  return heads.some((head) => head !== '') ? `Table: ${heads.filter(Boolean).join(', ')}` : 'Table'
}
