import type { Parents, Root } from 'mdast'
import type { Math } from 'mdast-util-math'
import type { Point } from 'unist'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { note } from './fail.ts'
import { isComponent, literal, pointOf, removeAttribute, setAttribute, type Component } from './jsx.ts'
import { kindOf, kindWith, type Kind } from './kinds.ts'
import { blankLabels, labels } from './place.ts'

/** Something with a number that a sentence can refer to. */
export interface Label {
  readonly kind: Kind
  /** `scores` of `@eq:scores`. */
  readonly name: string
  /** `4.2` */
  readonly number: string
  readonly id: string
  readonly point: Point | undefined
}

declare module 'vfile' {
  interface DataMap {
    /** By prefix and name, `eq:scores`. */
    labels: ReadonlyMap<string, Label>
  }
}

/**
 * Numbers figures, tables and exercises in the order of the page, and the equations that have a label. A label is
 * `<Diagram label="block">` or, inside of a formula, `\label{eq:scores}`.
 */
export function remarkNumbering() {
  return (tree: Root, file: VFile): void => {
    const found = new Map<string, Label>()
    const count = counter()

    /** Whether the label can be kept, and so its id be given. */
    function keep(label: Label): boolean {
      const key = `${label.kind.prefix}:${label.name}`
      const first = found.get(key)
      if (first) duplicate(file, label, first)
      else if (!/^[a-z][a-z0-9-]*$/.test(label.name)) malformed(file, label)
      else return Boolean(found.set(key, label))
      return false
    }

    visit(tree, (node, index, parent) => {
      if (node.type === 'heading' && node.depth === 2) count.section()
      if (node.type === 'math') return numberFormula(node, index!, parent!, count, keep, file)
      if (isComponent(node)) numberComponent(node, count, keep)
      return undefined
    })
    file.data.labels = found
  }
}

/** The next number of a kind, and the next section. */
function counter() {
  let section = 0
  const counts = new Map<Kind, number>()
  return {
    section(): void {
      section += 1
      for (const kind of counts.keys()) if (kind.counted === 'section') counts.set(kind, 0)
    },
    next(kind: Kind): string {
      const number = (counts.get(kind) ?? 0) + 1
      counts.set(kind, number)
      return kind.counted === 'post' || section === 0 ? `${number}` : `${section}.${number}`
    },
  }
}

type Counter = ReturnType<typeof counter>

function numberComponent(node: Component, count: Counter, keep: (label: Label) => boolean): void {
  const kind = kindOf(node.name)
  if (!kind) return
  const number = count.next(kind)
  const name = literal(node, 'label')
  setAttribute(node, 'number', number)
  if (name === undefined) return
  const point = pointOf(node, 'label')
  removeAttribute(node, 'label')
  const id = literal(node, 'id') ?? `${kind.prefix}-${name}`
  if (keep({ kind, name, number, id, point })) setAttribute(node, 'id', id)
}

/** A formula with a label gets a box around it, from which `rehypeFormulas` takes number and id. */
function numberFormula(
  node: Math,
  index: number,
  parent: Parents,
  count: Counter,
  keep: (label: Label) => boolean,
  file: VFile,
) {
  const [written, ...more] = [...node.value.matchAll(labels)]
  if (!written) return undefined
  const [, prefix, name = ''] = /^(eq:)?(.*)$/s.exec(written[1]!.trim())!
  const kind = kindWith('eq')!
  const number = count.next(kind)
  const label = { kind, name, number, id: `eq-${name}`, point: node.position?.start }
  setValue(node, blankLabels(node.value).trimEnd())
  if (!prefix || more.length > 0) return misplaced(file, label, more.length > 0 ? more[0]![0] : written[0])
  if (!keep(label)) return undefined
  parent.children[index] = {
    type: 'numberedEquation',
    data: { hName: 'div', hProperties: { id: label.id, dataNumber: number } },
    children: [node],
  }
  return SKIP
}

/** The formula stands in the tree twice: as a value, and as what becomes of it. */
function setValue(node: Math, value: string): void {
  node.value = value
  for (const code of node.data?.hChildren ?? []) if (code.type === 'element') code.children = [{ type: 'text', value }]
}

function malformed(file: VFile, { kind, name, point }: Label): void {
  note(file, point, {
    kind: 'label',
    message: 'not a label',
    received: name,
    expected: 'small letters, digits and hyphens, beginning with a letter',
    advice: `choose another; a sentence then says @${kind.prefix}:block`,
  })
}

function duplicate(file: VFile, { kind, name, point }: Label, first: Label): void {
  note(file, point, {
    kind: 'label',
    message: `the label ${name} is taken`,
    received: `${kind.prefix}:${name}`,
    expected: `a label that differs from the one on line ${first.point?.line}`,
    advice: 'rename one of the two, and what refers to it',
  })
}

function misplaced(file: VFile, { point }: Label, received: string): undefined {
  note(file, point, {
    kind: 'label',
    message: 'not a label of an equation',
    received,
    expected: 'one \\label{eq:…} in a display formula',
    advice: 'write eq: in front of the name; number lines that need numbers of their own as formulas of their own',
  })
}
