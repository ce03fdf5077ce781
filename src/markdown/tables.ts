import type { Element, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'

/**
 * A table may be wider than a phone: it scrolls in its own box, which the keyboard can reach. A column that is aligned to
 * the right has a class, since HTML has no attribute for it any more.
 */
export function rehypeTables() {
  return (tree: Root): void => {
    visit(tree, { tagName: 'table' }, (node, index, parent) => {
      if (node.type !== 'element') return
      for (const cell of cellsOf(node)) {
        if (cell.properties.align === 'right') cell.properties.className = ['r']
        delete cell.properties.align
      }
      const properties = { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: nameOf(node) }
      parent!.children[index!] = { type: 'element', tagName: 'div', properties, children: [node] }
      return SKIP
    })
  }
}

/** The heads of its columns: two tables of a page need two names. */
function nameOf(table: Element): string {
  const heads = cellsOf(table)
    .filter(({ tagName }) => tagName === 'th')
    .map((head) => toString(head))
  return heads.some((head) => head !== '') ? `Table: ${heads.filter(Boolean).join(', ')}` : 'Table'
}

function cellsOf(table: Element): Element[] {
  const cells: Element[] = []
  visit(table, 'element', (element) => void (/^t[hd]$/.test(element.tagName) && cells.push(element)))
  return cells
}
