import { attribute, isList, type Drawing, type Element as Described, type View } from '../../explorer/view.ts'

const svgNamespace = 'http://www.w3.org/2000/svg'

/**
 * Makes an element hold a view. What is there already and of the right kind is kept and corrected, so that the control that is
 * being typed into keeps its text and its caret, and what the reader had opened stays open. Text becomes text, never markup;
 * a figure is made element by element.
 */
export function show(place: Element, view: View): void {
  const wanted = [...flat(view)]
  for (const [i, one] of wanted.entries()) {
    const old = place.childNodes[i]
    const kept = old !== undefined && corrected(old, one, place)
    if (!kept) {
      const made = create(one, place)
      if (old === undefined) place.append(made)
      else old.replaceWith(made)
    }
  }
  while (place.childNodes.length > wanted.length) place.lastChild!.remove()
}

/** A view without its lists and gaps, neighboring texts as one, as a page would hold it. */
function* flat(view: View): Generator<string | Described | Drawing> {
  let text = ''
  for (const one of leaves(view)) {
    if (typeof one === 'string') text += one
    else {
      if (text !== '') yield text
      text = ''
      yield one
    }
  }
  if (text !== '') yield text
}

function* leaves(view: View): Generator<string | Described | Drawing> {
  if (view === undefined || view === false) return
  if (isList(view)) for (const one of view) yield* leaves(one)
  else yield view
}

/** Whether a node is, or could be made, what is wanted. */
function corrected(old: Node, wanted: string | Described | Drawing, place: Element): boolean {
  if (typeof wanted === 'string') {
    if (!(old instanceof Text)) return false
    if (old.data !== wanted) old.data = wanted
    return true
  }
  if ('svg' in wanted || !(old instanceof Element)) return false
  if (old.localName !== wanted.name || old.namespaceURI !== namespaceOf(wanted.name, place)) return false
  fill(old, wanted)
  return true
}

function create(wanted: string | Described | Drawing, place: Element): Node {
  if (typeof wanted === 'string') return document.createTextNode(wanted)
  if ('svg' in wanted) return drawing(wanted.svg)
  const element = document.createElementNS(namespaceOf(wanted.name, place), wanted.name)
  fill(element, wanted)
  return element
}

function fill(element: Element, { attributes, children }: Described): void {
  for (const { name } of [...element.attributes])
    if (attribute(attributes[name]) === undefined && !ownOfThePage.has(name)) element.removeAttribute(name)
  for (const [name, value] of Object.entries(attributes)) {
    const text = attribute(value)
    if (text !== undefined && element.getAttribute(name) !== text) element.setAttribute(name, text)
  }
  show(element, children)
  if (element instanceof HTMLInputElement && element !== document.activeElement)
    element.value = attribute(attributes['value']) ?? ''
  if (element instanceof HTMLSelectElement)
    element.selectedIndex = [...element.options].findIndex((option) => option.hasAttribute('selected'))
}

/** What scripts and readers set on elements, and no view speaks of. */
const ownOfThePage: ReadonlySet<string> = new Set(['tabindex', 'role', 'aria-expanded', 'open'])

const namespaceOf = (name: string, place: Element): string =>
  name === 'svg' || place.namespaceURI === svgNamespace ? svgNamespace : 'http://www.w3.org/1999/xhtml'

/**
 * A figure of this site's own making as elements. It is read here, since the site's policy lets no script write markup, and
 * the writer, `el`, is known: every element is closed, every attribute quoted, and four characters are escaped.
 */
function drawing(svg: string): Node {
  const root = document.createDocumentFragment()
  const open: (Element | DocumentFragment)[] = [root]
  for (const [, end, name = '', attributes = '', text] of svg.matchAll(/<(\/?)([\w-]+)([^>]*)>|([^<]+)/g)) {
    const place = open.at(-1)!
    if (text !== undefined) place.append(unescaped(text))
    else if (end === '/') open.pop()
    else {
      const element = document.createElementNS(svgNamespace, name)
      for (const [, key = '', value = ''] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g))
        if (key !== 'xmlns') element.setAttribute(key, unescaped(value))
      place.append(element)
      open.push(element)
    }
  }
  return root.firstElementChild!
}

const unescaped = (text: string): string => text.replaceAll(/&(\w+);/g, (_, name: string) => entities[name]!)

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: '\u00a0' }
