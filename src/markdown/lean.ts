/**
 * KaTeX's markup in fewer elements, for a letter four instead of thirteen, alike to the pixel and to a screen reader: without the
 * spans whose classes no style sheet knows, a letter's color on the letter's own span, and its TeX as an attribute of the MathML
 * in place of an annotation. A long post has hundreds of formulas, and a phone takes in each element before it can be used.
 */
export function lean(katex: string): string {
  return written(parsed(katex).flatMap((node) => slim(node, none, none)))
}

type Node = string | Element

interface Element {
  readonly name: string
  /** Without `class`. */
  readonly attributes: ReadonlyMap<string, string>
  readonly classes: readonly string[]
  readonly children: readonly Node[]
}

const none: Element = { name: '', attributes: new Map(), classes: [], children: [] }

/** TeX's kinds of atoms, which KaTeX has spent on the spaces between them by the time that it writes markup. */
const spent = new Set('mord mbin mrel mopen mclose mpunct mop mtight enclosing textord text'.split(' '))

/** What only sets the type of all that stands in it, so that it can as well stand on the one span inside. */
const isType = (name: string): boolean =>
  /^(?:dim-\w|math[a-z]+|text[a-z]+|katex-sizing|(?:reset-)?size\d+)$/.test(name)

/** Whether the one span in it can have its classes: a letter is its own part that does not break. */
const isAround = (classes: readonly string[]): boolean => classes.every((name) => isType(name) || name === 'katex-base')

/** Its style sheet says what a child of one of these looks like, or a grandchild: `.vlist > span > span`. */
const isBox = ({ classes }: Element): boolean => classes.some((name) => boxes.has(name))
const boxes = new Set(['vlist', 'vlist-r', 'vlist-t', 'mfrac', 'katex-inner', 'delim-size1', 'delim-size4'])

/** What a node becomes; `parent` and `above` as KaTeX wrote them. */
function slim(node: Node, parent: Element, above: Element): readonly Node[] {
  if (typeof node === 'string') return [node]
  if (node.name === 'math') return [mathml(node)]
  if (isNothing(node, parent)) return []
  const children = spaced(
    node.children.flatMap((child) => slim(child, node, parent)),
    node.classes.includes('minner'),
  )
  const classes = node.classes.filter((name) => !spent.has(name))
  const slimmed = { ...node, attributes: rounded(node), classes, children }
  if (node.name !== 'span') return [slimmed]
  const [only] = children
  const alone = children.length === 1 && typeof only === 'object' ? only : undefined
  if (classes.includes('katex-mathml') && alone) return [{ ...alone, classes }]
  // In a line, the box around all of it and the box around its only unbreakable part are one.
  if (classes.includes('katex-html') && alone && above === none)
    return [
      {
        ...alone,
        classes: [...classes, ...alone.classes],
        attributes: new Map([...node.attributes, ...alone.attributes]),
      },
    ]
  const script = node.classes.includes('msupsub') ? scriptIn(node) : undefined
  if (script) return [script]
  if (node.attributes.size > 0 || isBox(parent) || isBox(above)) return [slimmed]
  if (classes.length === 0) return children
  if (alone?.name === 'span' && isAround(classes) && !isSized(alone))
    return [{ ...alone, classes: [...classes, ...alone.classes] }]
  return [slimmed]
}

const isSized = ({ classes }: Element): boolean => classes.includes('katex-sizing')

/** A strut no taller than the line that its letters make, and what fills the lower row of a table of indices. */
function isNothing(node: Element, parent: Element): boolean {
  if (node.classes.includes('katex-strut') && parent.classes.includes('katex-base')) {
    const { height = 0, 'vertical-align': below = 0 } = lengths(node)
    return height + below <= line.above && -below <= line.below
  }
  return parent.classes.includes('vlist') && node.attributes.size === 0 && node.children.length === 0
}

/**
 * How far a line reaches from its baseline at least, in em, at the height of 1.2 that KaTeX's style sheet gives it: 0.916 and 0.285 in
 * its main font, 0.849 and 0.351 in its italic one, by the ascent and the descent that their files state.
 */
const line = { above: 0.849, below: 0.284 }

/**
 * Spaces as margins of what stands beside them, where it is of their size and can have one. Those of operators stay between
 * brackets that grow, where a narrow screen may break a long formula at them.
 */
function spaced(nodes: readonly Node[], mayBreak: boolean): readonly Node[] {
  const done: Node[] = []
  let space = 0
  for (const node of nodes) {
    const last = done.at(-1)
    if (typeof node === 'object' && isSpace(node)) {
      const { 'margin-right': wide = 0 } = lengths(node)
      if (mayBreak && wide > 0.2) {
        done.push(spaceOf(space + wide))
        space = 0
      } else if (space === 0 && last !== undefined && hasMargins(last))
        done[done.length - 1] = widened(last, 'right', wide)
      else space += wide
      continue
    }
    if (space === 0) done.push(node)
    else if (typeof node === 'string') done.push(widened({ ...none, name: 'span', children: [node] }, 'left', space))
    else if (hasMargins(node)) done.push(widened(node, 'left', space))
    else done.push(spaceOf(space), node)
    space = 0
  }
  return space === 0 ? done : [...done, spaceOf(space)]
}

const isSpace = ({ classes, children }: Element): boolean =>
  children.length === 0 && classes.length === 1 && classes[0] === 'mspace'

const spaceOf = (wide: number): Element => widened({ ...none, name: 'span', classes: ['mspace'] }, 'right', wide)

/** What stands in a line, at the size of the line. */
const hasMargins = (node: Node): node is Element =>
  typeof node === 'object' && node.name === 'span' && !isSized(node) && node.classes.every((name) => inLine.test(name))
const inLine = /^(?:dim-\w|math[a-z]+|text[a-z]+|minner|mfrac|delimcenter|op-symbol|(?:small|large)-op)$/

function widened(node: Element, side: 'left' | 'right', by: number): Element {
  const name = `margin-${side}`
  const others = (node.attributes.get('style') ?? '').replace(new RegExp(`${name}:[^;]*;`), '')
  const own = styled({ [name]: (lengths(node)[name] ?? 0) + by })
  return { ...node, attributes: new Map([...node.attributes, ['style', others + own]]) }
}

/**
 * An index or a power as a letter raised or lowered. KaTeX sets it in a table of two rows, for both may stand above each other;
 * where there is one alone, and in it nothing that is more than a line, that table is ten elements for a letter.
 */
function scriptIn({ children: [table] }: Element): Element | undefined {
  const list = first(first(table))
  const [row, another] = list.children as readonly Element[]
  const [strut, script] = row!.children as readonly Element[]
  if (another !== undefined) return undefined
  const inside = slim(script!, none, none)
  const [only] = inside
  const letters = inside.length === 1 && typeof only === 'object' ? only : { ...none, name: 'span', children: inside }
  if (!isLine(letters)) return undefined
  // An index of an index of an index is no smaller than that.
  const [, from = 1, to = from] = /reset-size(\d+) size(\d+)/.exec(script!.classes.join(' ')) ?? []
  const scale = sizes[Number(to) - 1]! / sizes[Number(from) - 1]!
  const [outer, inner] = [lengths(row!), lengths(letters)]
  const style = styled({
    'vertical-align': (-outer.top! - lengths(strut!).height!) / scale,
    'margin-left': (outer['margin-left'] ?? 0) / scale + (inner['margin-left'] ?? 0),
    'margin-right': (outer['margin-right'] ?? 0) / scale + (inner['margin-right'] ?? 0),
  })
  return { ...letters, classes: ['script', ...letters.classes], attributes: new Map([['style', style]]) }
}

/** The sizes of type that KaTeX's classes are numbered by, of the size of the text (KaTeX 0.19, `Options.ts`). */
const sizes = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488]

const lengths = ({ attributes }: Element): Partial<Record<string, number>> =>
  Object.fromEntries(
    [...(attributes.get('style') ?? '').matchAll(/([\w-]+):(-?[\d.]+)em/g)].map(([, name, em]) => [name!, Number(em)]),
  )

/** A length as it is written: a thousandth of an em is less than any screen shows. */
const short = (em: number): number => Number(em.toFixed(3))

/** Lengths as a style, without those that are nothing. */
const styled = (lengths: Readonly<Record<string, number>>): string =>
  Object.entries(lengths)
    .map(([name, em]) => (short(em) === 0 ? '' : `${name}:${short(em)}em;`))
    .join('')

/** A style with its lengths rounded; what only holds a line open, and moves no letter, more coarsely. */
function rounded({ attributes, classes }: Element): ReadonlyMap<string, string> {
  const style = attributes.get('style')
  if (style === undefined) return attributes
  const coarse = classes.includes('vlist') || classes.includes('katex-strut')
  const round = (em: string): string => String(coarse ? Math.round(Number(em) * 20) / 20 : short(Number(em)))
  return new Map([...attributes, ['style', style.replaceAll(/-?[\d.]+(?=em)/g, round)]])
}

/** Letters and the spaces between them, with indices that are such a line too. */
const isLine = (node: Node): boolean =>
  typeof node === 'string' ||
  (node.classes.every((name) => isType(name) || ['mspace', 'script', 'minner'].includes(name)) &&
    (node.classes.includes('script') || /^(?:margin-\w+:[-\d.]+em;)*$/.test(node.attributes.get('style') ?? '')) &&
    node.children.every(isLine))

const first = (node: Node | undefined): Element => (node as Element).children[0] as Element

/** Its rows of one part are that part; what stands beside them says the same in TeX. */
function mathml(math: Element): Element {
  const [semantics] = math.children
  const [row, annotation] = (semantics as Element).children as [Element, Element]
  const attributes = new Map([...math.attributes].filter(([name]) => name !== 'xmlns'))
  attributes.set('data-tex', annotation.children.join(''))
  return { ...math, attributes, children: rows(row.children) }
}

const rows = (nodes: readonly Node[]): readonly Node[] =>
  nodes.map((node) => {
    if (typeof node === 'string') return node
    const children = rows(node.children)
    const [only] = children
    const plain = node.name === 'mrow' && node.attributes.size === 0 && node.classes.length === 0
    return plain && children.length === 1 && typeof only === 'object' ? only : { ...node, children }
  })

const tokens = /<(\/?)([a-z][\w]*)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|[^<]+/gi

function parsed(markup: string): readonly Node[] {
  const open: { name: string; attributes: string; children: Node[] }[] = [{ name: '', attributes: '', children: [] }]
  const close = (): void => {
    const { name, attributes, children } = open.pop()!
    const all = new Map([...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]))
    const classes = (all.get('class') ?? '').split(' ').filter(Boolean)
    all.delete('class')
    open.at(-1)!.children.push({ name, attributes: all, classes, children })
  }
  for (const [text, end, name, attributes, alone] of markup.matchAll(tokens)) {
    if (name === undefined) open.at(-1)!.children.push(text)
    else if (end) close()
    else {
      open.push({ name, attributes: attributes!, children: [] })
      if (alone) close()
    }
  }
  return open[0]!.children
}

const written = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => {
      if (typeof node === 'string') return node
      const { name, classes, attributes, children } = node
      const all = [...(classes.length > 0 ? [['class', classes.join(' ')] as const] : []), ...attributes]
      return `<${name}${all.map(([key, value]) => ` ${key}="${value}"`).join('')}>${written(children)}</${name}>`
    })
    .join('')
