import { attribute, isList, type View } from '../../explorer/view.ts'

const svgNamespace = 'http://www.w3.org/2000/svg'

/** A view as nodes of the page. Text becomes text, never markup; a figure is read as XML, which runs nothing. */
export function nodesFor(view: View, namespace?: string): Node[] {
  if (view === undefined || view === false) return []
  if (typeof view === 'string') return view === '' ? [] : [document.createTextNode(view)]
  if (isList(view)) return view.flatMap((one) => nodesFor(one, namespace))
  if ('svg' in view) return [drawing(view.svg)]
  const own = view.name === 'svg' ? svgNamespace : namespace
  const element = own === undefined ? document.createElement(view.name) : document.createElementNS(own, view.name)
  for (const [key, value] of Object.entries(view.attributes)) {
    const text = attribute(value)
    if (text !== undefined) element.setAttribute(key, text)
  }
  element.append(...nodesFor(view.children, own))
  return [element]
}

/**
 * Puts a view in place of what an element holds. What the reader had opened stays open, and the control that is being typed
 * into keeps its text and the caret.
 */
export function show(place: Element, view: View): void {
  const open = [...place.querySelectorAll('details')].map((details) => details.open)
  const restore = held(place)
  place.replaceChildren(...nodesFor(view))
  for (const [i, details] of [...place.querySelectorAll('details')].entries()) details.open = open[i] ?? false
  restore()
}

function held(place: Element): () => void {
  const control = document.activeElement
  if (control === null || control.id === '' || !place.contains(control)) return () => undefined
  const [text, from, to] =
    control instanceof HTMLInputElement
      ? [control.value, caret(control, 'selectionStart'), caret(control, 'selectionEnd')]
      : []
  return () => {
    const again = document.getElementById(control.id)
    again?.focus({ preventScroll: true })
    if (!(again instanceof HTMLInputElement) || text === undefined) return
    again.value = text
    if (from !== undefined && to !== undefined) again.setSelectionRange(from, to)
  }
}

/** A field for numbers has no caret that a script could know. */
const caret = (input: HTMLInputElement, end: 'selectionStart' | 'selectionEnd'): number | undefined =>
  input.type === 'text' ? (input[end] ?? undefined) : undefined

/** A figure of this site's own making, whose elements need their namespace to be drawn. */
function drawing(svg: string): Node {
  const xml = new DOMParser().parseFromString(svg.replace('<svg ', `<svg xmlns="${svgNamespace}" `), 'image/svg+xml')
  return document.importNode(xml.documentElement, true)
}
