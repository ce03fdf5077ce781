import { h, isList, type Element, type View } from './view.ts'

/**
 * A table whose rows become lists on a phone, each cell under its head, which `heads` has in words. It states its roles,
 * which a style sheet that makes lists of rows would take away.
 */
export function stacked(view: View, heads: readonly string[]): View {
  if (!view || typeof view === 'string') return view
  if (isList(view)) return view.map((one) => stacked(one, heads))
  if ('svg' in view) return view
  const { name, attributes, children } = view
  if (name === 'tr') return h(name, { role: 'row', ...attributes }, ...cells(children, heads))
  return h(name, { role: roles[name], ...attributes }, ...children.map((child) => stacked(child, heads)))
}

function cells(row: readonly View[], heads: readonly string[]): Element[] {
  let column = 0
  return elementsIn(row).map(({ name, attributes, children }) => {
    const { scope, colspan } = attributes
    const head = name === 'td' && colspan === undefined ? heads[column] : undefined
    column += Number(colspan ?? 1)
    const role = name === 'td' ? 'cell' : scope === 'col' ? 'columnheader' : 'rowheader'
    return h(name, { role, 'data-head': head, ...attributes }, ...(head ? [h('span', {}, ...children)] : children))
  })
}

const elementsIn = (views: readonly View[]): Element[] =>
  views.flatMap((view) =>
    isList(view) ? elementsIn(view) : view && typeof view === 'object' && 'name' in view ? [view] : [],
  )

const roles: Readonly<Record<string, string>> = {
  table: 'table',
  thead: 'rowgroup',
  tbody: 'rowgroup',
  tfoot: 'rowgroup',
}
