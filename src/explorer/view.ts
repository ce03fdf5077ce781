import { escape, type Svg } from '../figures/svg.ts'

/** An element as data: the build writes it as HTML, the browser makes it, and neither ever takes text for markup. */
export interface Element {
  readonly name: string
  readonly attributes: Attributes
  readonly children: readonly View[]
}

/** A figure, whose own text is escaped already. */
export interface Drawing {
  readonly svg: Svg
}

/** Something to show; a string is text. Nothing is shown for false. */
export type View = Element | Drawing | string | false | undefined | readonly View[]

/** `true` for an attribute without a value; undefined and false for none. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

export const h = (name: string, attributes: Attributes = {}, ...children: readonly View[]): Element => ({
  name,
  attributes,
  children,
})

/** An attribute as text, or undefined for one that is not there. */
export function attribute(value: Attributes[string]): string | undefined {
  if (value === undefined || value === false) return undefined
  return value === true ? '' : String(value)
}

/** A view as HTML, for the built page. */
export function html(view: View): string {
  if (view === undefined || view === false) return ''
  if (typeof view === 'string') return escape(view)
  if (isList(view)) return view.reduce<string>((all, part) => all + html(part), '')
  if ('svg' in view) return view.svg
  let written = ''
  for (const key in view.attributes) {
    const text = attribute(view.attributes[key])
    if (text !== undefined) written += ` ${key}="${escape(text)}"`
  }
  const open = `<${view.name}${written}>`
  return empty.has(view.name) ? open : `${open}${html(view.children)}</${view.name}>`
}

export const isList = (view: View): view is readonly View[] => Array.isArray(view)

/** The elements of HTML that have no content and no end. */
const empty: ReadonlySet<string> = new Set(['br', 'input', 'wbr'])
