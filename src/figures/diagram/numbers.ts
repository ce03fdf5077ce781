import { exact, short } from '../../engine/format.ts'
import {
  count,
  parameterCount,
  polynomial,
  repeats,
  workOfScope,
  type Bindings,
  type Graph,
  type Poly,
  type Scope,
} from '../../engine/index.ts'
import { words, type Run } from '../lettering.ts'
import { measure } from '../measure.ts'
import type { Vertex } from './vertices.ts'

export type Show = 'flops' | 'parameters' | 'none'

/** The numbers of a diagram: what is counted, in which model, at which sizes. */
export interface Numbers {
  readonly show: Show
  readonly graph: Graph
  readonly bindings: Bindings
  /** What a number carries by which a script computes it anew. */
  readonly attributes?: Attributes | undefined
}

export type Attributes = (
  poly: Poly,
  of: 'matmul' | undefined,
  room?: number,
) => Readonly<Record<string, string | number | undefined>>

/** What a mark costs in one run of the part in which it stands. Nothing where that is nothing. */
export function costOf({ show, graph }: Numbers, vertex: Vertex): Poly | undefined {
  if (show === 'none') return undefined
  const own = () =>
    show === 'flops'
      ? polynomial.add(...vertex.parts.map((node) => node.primitive.cost(node).matmul))
      : polynomial.add(...vertex.weights.map(({ sizes }) => polynomial.multiply(...sizes)))
  const cost = vertex.kind === 'fold' ? totalOf({ show, graph }, vertex.scope) : own()
  return cost.terms.size === 0 ? undefined : cost
}

/** What one run of a part costs. */
export const totalOf = ({ show, graph }: Pick<Numbers, 'show' | 'graph'>, scope: Scope): Poly =>
  show === 'parameters'
    ? polynomial.divide(parameterCount(graph, scope), repeats(scope))
    : workOfScope(graph, scope).matmul

/**
 * A number as text that a script can compute anew: exact, or short where there is no room for that, in pixels. What is drawn
 * around a number, unless it `keeps` its width, makes room for it as it is drawn, and for three more digits.
 */
export function numberRun(
  poly: Poly,
  { bindings, show, attributes = plain }: Numbers,
  size: number,
  { room = 0, keeps = false, class: className }: { room?: number; keeps?: boolean; class?: string } = {},
): Run {
  const value = count(poly, bindings)
  const of = show === 'flops' ? 'matmul' : undefined
  const most = Math.max(Math.floor(room / measure('0', 'mono', size)), keeps ? 0 : exact(value).length + 3)
  const text = exact(value).length > most ? short(value, '') : exact(value)
  return { text, face: 'mono', size, class: className, data: attributes(poly, of, most) }
}

const plain: Attributes = (poly, of, room) => ({
  'data-poly': polynomial.print(poly),
  'data-of': of,
  'data-room': room,
})

/** "× L = 12" for a stack of blocks. */
export function timesRuns({ times }: Scope, numbers: Numbers, size: number): Run[] {
  const name = polynomial.print(times)
  if (name === '1') return []
  const color = `dim-${name}`
  return [
    words('×', size, color),
    { text: name, face: 'serif-italic', size: size * 1.25, class: color, before: size * 0.3 },
    { text: '=', face: 'mono', size: size * 0.95, class: color, before: size * 0.4 },
    { ...numberRun(times, { ...numbers, show: 'none' }, size * 0.95, { class: color }), before: size * 0.4 },
  ]
}
