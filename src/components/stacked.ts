import type { Element, ElementContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import { toString } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'

/**
 * A table whose rows become lists on a phone: every cell carries the head of its column, which then stands before it. And
 * what is a table, a row or a cell says so, since a change of `display` would otherwise take it away.
 */
export function stacked(html: string): string {
  const tree = fromHtml(html, { fragment: true })
  visit(tree, 'element', (table: Element) => {
    if (table.tagName !== 'table') return
    const heads: (string | undefined)[] = []
    visit(table, 'element', (element, _, parent) => {
      element.properties['role'] = roleOf(element)
      if (/^t[hd]$/.test(element.tagName)) {
        const column = parent!.children
          .slice(0, parent!.children.indexOf(element))
          .reduce((sum, before) => sum + spanOf(before), 0)
        if (element.properties['scope'] === 'col') heads[column] = headOf(element)
        else if (isCell(element) && heads[column] !== undefined) {
          element.properties['dataHead'] = heads[column]
          // A text keeps together beside the head by itself.
          if (element.children.length !== 1 || element.children[0]!.type !== 'text')
            element.children = [{ type: 'element', tagName: 'span', properties: {}, children: element.children }]
        }
      }
    })
  })
  return toHtml(tree)
}

/** Whether a cell has a column of its own, and something in it: nothing would be a name without a value. */
const isCell = (element: Element): boolean =>
  element.tagName === 'td' && spanOf(element) === 1 && element.children.length > 0

/** What a head says; nothing where it is there for those alone who do not see the table. */
const headOf = (head: Element): string | undefined =>
  head.children.some((child) => child.type === 'element' && child.properties['className']?.toString() === 'vh')
    ? undefined
    : toString(head).trim().replaceAll(/\s+/g, ' ')

const spanOf = (node: ElementContent | { readonly type: string }): number =>
  'properties' in node && /^t[hd]$/.test(node.tagName) ? Number(node.properties['colSpan'] ?? 1) : 0

function roleOf({ tagName, properties }: Element): string | undefined {
  if (tagName === 'th') return properties['scope'] === 'col' ? 'columnheader' : 'rowheader'
  return roles[tagName] ?? properties['role']?.toString()
}

const roles: Readonly<Record<string, string>> = {
  table: 'table',
  thead: 'rowgroup',
  tbody: 'rowgroup',
  tfoot: 'rowgroup',
  tr: 'row',
  td: 'cell',
}
