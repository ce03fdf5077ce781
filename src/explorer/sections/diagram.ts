import { stacksOf, nodesOf, type Graph, type Scope } from '../../engine/index.ts'
import { section } from '../parts.ts'
import type { Study } from '../study.ts'
import { h, type View } from '../view.ts'

/** One diagram laid out in advance, by the structure that it shows. */
export interface LaidOut {
  readonly wide: string
  readonly narrow: string
}

/** Where the diagram of each structure is found. */
export type Catalog = Readonly<Record<string, string>>

/**
 * What makes two blocks look the same in a diagram: their operations with their labels, axes and parts. A window's width
 * is a number, and written into the label when the diagram is shown.
 */
export function structureOf(stack: Scope): string {
  const nodes = nodesOf(stack)
  const place = new Map(nodes.map((node, i) => [node, i]))
  const text = nodes.map((node) =>
    [
      node.primitive.name,
      withoutWindow(node.primitive.draw(node).label),
      node.axes,
      node.scope.path.slice(stack.path.length),
      node.name,
      node.inputs.map((input) => place.get(input) ?? '.').join(),
    ].join('|'),
  )
  return `${nodes.length}-${hash(text.join('\n'))}`
}

/** The stacks of a model whose structures have been laid out, and those whose have not. */
export const structuresOf = (graph: Graph): { stack: Scope; structure: string }[] =>
  stacksOf(graph).map((stack) => ({ stack, structure: structureOf(stack) }))

/** The diagrams of a model's blocks. `drawn` gives the drawing of a structure, or nothing where it is still to come. */
export function diagram(
  { choice, model }: Study,
  drawn: (structure: string) => LaidOut | undefined,
  known: Catalog,
): View {
  return section(
    'diagram',
    'How a block computes',
    structuresOf(model.graph).map(({ stack, structure }) =>
      Object.hasOwn(known, structure)
        ? h(
            'figure',
            { class: 'fig', 'data-structure': structure, 'data-stack': stack.path },
            pictures(drawn(structure), stack),
            h(
              'figcaption',
              {},
              h('strong', {}, 'Which way does a token take?'),
              ` One ${stack.path.replace('/', ' ')} of ${choice.title}; each part shows what it costs in one pass.`,
            ),
          )
        : h(
            'p',
            {},
            `No diagram has been laid out for a ${stack.path.replace('/', ' ')} of this form. The tables above list what it computes.`,
          ),
    ),
  )
}

const pictures = (laid: LaidOut | undefined, stack: Scope): View =>
  laid && [{ svg: withWindow(laid.wide, stack) }, { svg: withWindow(laid.narrow, stack) }]

const window = /window \d+/g

const withoutWindow = (label: string): string => label.replace(window, 'window')

/** A drawing with the width of this stack's own window in its labels. */
function withWindow(svg: string, stack: Scope): string {
  const own = nodesOf(stack)
    .flatMap((node) => node.primitive.draw(node).label.match(window) ?? [])
    .at(0)
  return own === undefined ? svg : svg.replace(window, own)
}

/** FNV-1a, 32 bits, as text. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0
  return value.toString(36)
}
