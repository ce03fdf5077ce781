import { isEinsum, isParam, type Node, type Scope } from '../../engine/index.ts'
import { carriesStream, spoken, within } from './scopes.ts'
import type { Flow, Vertex } from './vertices.ts'

/** What the result of a mark is called, as LaTeX: its own name; a normalized X is X̂; what comes from outside, X. */
export function resultName({ kind, node, flows }: Vertex): string | undefined {
  if (node.name !== undefined) return node.name
  if (kind !== 'operation' || node.primitive.name !== 'norm') return undefined
  const input = flows[0] && flowName(flows[0])
  return input === undefined || input.includes('\\') ? undefined : `\\hat{${input}}`
}

/** What a tensor is called where it enters a mark. */
export const flowName = ({ from, name }: Flow): string | undefined => name ?? resultName(from)

/** The formula of a product as LaTeX, `X\,W_Q`: without its bias, with a scaling of the result. */
export function formula(vertex: Vertex): string {
  const [first, ...more] = vertex.parts
  const product = first!.primitive.latex(
    first!.inputs.map((input) => operand(vertex, input)),
    first!,
  )
  return more
    .filter((node) => node.primitive.name === 'scale')
    .reduce((tex, node) => node.primitive.latex([tex], node), product)
}

/**
 * An operand by its name, or by that of the part beside the reader's that it comes from; a nonlinearity by what it is taken
 * of; a dot for anything longer.
 */
function operand(vertex: Vertex, input: Node): string {
  if (isParam(input)) return input.name ?? input.primitive.latex([], input)
  const flow = flowOf(vertex, input)
  if (flow === undefined) return '\\cdot'
  const name = flowName(flow)
  if (name !== undefined) return name
  const { from } = flow
  const part = partBeside(from.scope, vertex.scope)
  if (part !== undefined && from.mark !== 'input') return `\\text{${spoken(part.name)}}`
  const inner = from.flows[0] && flowName(from.flows[0])
  if (from.kind === 'source') return from.mark === 'input' ? '\\cdot' : 'X'
  if (from.mark !== 'soft' || from.kind === 'fold' || inner === undefined) return '\\cdot'
  return from.node.primitive.latex([inner, ...from.node.inputs.slice(1).map(() => '')], from.node)
}

/** The flow that carries an input of the mark's first operation. */
function flowOf({ flows, parts }: Vertex, input: Node): Flow | undefined {
  const inputs = parts[0]!.inputs.filter((node) => !isParam(node))
  return flows[inputs.indexOf(input)]
}

/** Whether a mark shows a formula: matrix products do, everything else says in words what it does. */
export const hasFormula = ({ kind, parts }: Vertex): boolean => kind === 'operation' && isEinsum(parts[0]!)

/**
 * In words, where a tensor comes from that is not made where it is read: `attention mask`, `from encoder`. It is the
 * outermost part in which its reader does not stand.
 */
export function origin({ kind, label, mark, scope }: Vertex, reader: Vertex): string {
  if (kind === 'fold' || mark === 'input') return label
  const part = partBeside(scope, reader.scope)
  if (part === undefined) return label
  return carriesStream(part) ? `from ${spoken(part.name)}` : spoken(part.name)
}

/** The outermost part around a place that does not hold another place as well. */
export function partBeside(place: Scope, other: Scope): Scope | undefined {
  let part: Scope | undefined
  for (let at: Scope | undefined = place; at !== undefined && !within(other, at); at = at.parent) part = at
  return part
}
