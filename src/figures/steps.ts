import {
  checkpointName,
  isParam,
  names,
  nodesOf,
  scopesOf,
  valuesOf,
  type Graph,
  type Node,
  type NumericArray,
  type Scope,
} from '../engine/index.ts'
import { equations, type Equation } from '../engine/equations.ts'
import { resultsOf } from '../engine/graph.ts'
import type { Twin } from './twin.ts'
import { orientation } from './weights.ts'

/** One matrix of a computation, with everything that is needed to check it by hand. */
export interface Step {
  /** The part of the model that it stands in. Names are those of the part. */
  readonly part: Scope
  /** Its name as LaTeX. */
  readonly name: string
  /** How it is made, as LaTeX; undefined for what is given. */
  readonly equation: string | undefined
  /** The checkpoint's name of a weight. */
  readonly checkpoint: string | undefined
  /** Its axes for one sequence; `h k` where heads lie side by side. */
  readonly axes: readonly string[]
  readonly value: NumericArray
}

/**
 * Every matrix of a part of a twin in the order of the data: what is given, each weight before it is used, each named
 * result. A softmax shows its argument as well: it is where a pencil needs to stop.
 */
export function stepsOf(twin: Twin, scope: Scope): Step[] {
  const { graph } = twin.model
  const within = new Set(nodesOf(scope))
  const shown = new Set<string>()
  const steps: Step[] = []
  const known = new Map<Node, string>()
  const show = (step: Step, node: Node) => {
    const key = step.checkpoint ?? `${step.part.path} ${step.name}`
    if (!shown.has(key)) steps.push(step)
    shown.add(key)
    known.set(node, step.name)
  }
  const giveWeights = (part: Scope, node: Node, operands: ReadonlySet<Node>) => {
    for (const weight of weightsOf(node, operands)) show(weightStep(twin, part, weight), weight)
  }
  /** What a part reads: given from outside of the whole, or something that goes by another name there. */
  const takeIn = (part: Scope, name: string, node: Node) => {
    if (!within.has(node) || node.inputs.length === 0 || node === scope.loop?.entry) {
      if (known.get(node) !== name) show(made(twin, scope, name, node), node)
      return
    }
    const outside = nameOutside(node, known)
    if (outside === name) return
    giveWeights(part, node, new Set(known.keys()))
    show({ ...made(twin, part, name, node), equation: `${name} \\leftarrow ${outside}` }, node)
  }
  for (const { operands } of equations(graph, scope))
    for (const { node, latex } of operands)
      if (!within.has(node) || node === scope.loop?.entry) takeIn(scope, latex, node)
  for (const { part, equation, name } of inOrder(graph, scope)) {
    const { node, operands } = equation
    const inside = new Set(nodesOf(part))
    for (const { node: operand, latex } of operands) {
      const comesIn = !inside.has(operand) || operand === part.loop?.entry || operand.inputs.length === 0
      if (!isParam(operand) && comesIn) takeIn(part, latex, operand)
    }
    giveWeights(part, node, new Set(operands.map((operand) => operand.node)))
    const scores = node.primitive.name === 'softmax' ? node.inputs[0] : undefined
    const inner = /\\operatorname\{softmax\}\\!\\left\((.*)\\right\)/s.exec(equation.latex)?.[1]
    const right = equation.latex.slice(equation.name.length + 3)
    if (scores && inner)
      show({ ...made(twin, part, '\\text{scores}', scores), equation: `\\text{scores} = ${inner}` }, scores)
    const ownRight = scores && inner ? right.replace(inner, '\\text{scores}') : right
    show({ ...made(twin, part, name, node), equation: `${name} = ${ownRight}` }, node)
  }
  return steps
}

interface Placed {
  readonly part: Scope
  readonly equation: Equation
  readonly name: string
}

/**
 * The equations of a scope and of those inside it. What an inner scope works out is written there, once; its result goes by
 * the name that the outer equation calls it, `self-attention`.
 */
function inOrder(graph: Graph, scope: Scope): Placed[] {
  const deepest = new Map<Node, Placed>()
  for (const part of scopesOf(scope))
    for (const equation of equations(graph, part)) {
      const isResult = resultsOf(graph, part).some(
        (result) => result === equation.node || result.inputs[0] === equation.node,
      )
      const isUnnamed = part !== scope && part.loop === undefined && equation.node.name === undefined
      const name =
        isResult && isUnnamed && !isUsed(graph, part, equation) ? `\\operatorname{${part.name}}` : equation.name
      deepest.set(equation.node, { part, equation, name })
    }
  return [...deepest.values()].sort((a, b) => a.equation.node.id - b.equation.node.id)
}

/** Whether another equation of its part speaks of a result by the name it has there. */
const isUsed = (graph: Graph, part: Scope, { node, name }: Equation): boolean =>
  equations(graph, part).some(({ operands }) =>
    operands.some((operand) => operand.node === node && operand.latex === name),
  )

/** A tensor in the names of what has been shown, past operations that mathematics does not show. */
function nameOutside(node: Node, known: ReadonlyMap<Node, string>): string {
  const name = known.get(node) ?? (node.primitive.name === 'carry' ? undefined : node.name)
  if (name !== undefined) return name
  return node.primitive.latex(
    node.inputs.map((input) => nameOutside(input, known)),
    node,
  )
}

/** The weights in an equation, gains and shifts of norms included: those before anything that has its own equation. */
function weightsOf(node: Node, operands: ReadonlySet<Node>): Node[] {
  const found = new Set<Node>()
  const visit = (each: Node): void => {
    if (isParam(each)) found.add(each)
    else if (each === node || (!operands.has(each) && each.name === undefined && each.scope === node.scope))
      each.inputs.forEach(visit)
  }
  visit(node)
  return [...found]
}

/** A weight as papers write it: rows are what it reads. */
function weightStep(twin: Twin, part: Scope, node: Node): Step {
  const user = nodesOf(twin.model.graph.root).find(({ inputs }) => inputs.includes(node))
  const { rows, columns, stack } = orientation(node, user)
  const value = valuesOf(twin.result, node)[0]!
  const isVector = user !== undefined && rows.length + columns.length === names(node.axes).length && isRow(node)
  const groups = isVector ? [names(node.axes)] : [...stack.map((axis) => [axis]), rows, columns]
  const name = node.name ?? node.primitive.latex([], node)
  const checkpoint = isParam(node) ? checkpointName(node).replace('{i}', '0') : undefined
  return { part, name, equation: undefined, checkpoint, ...arranged(node, value, groups) }
}

/** Whether a weight is stored as one row of numbers. */
const isRow = (node: Node): boolean => isParam(node) && node.attributes.shape.length === 1

/** A value in the first block, heads first, without the batch axis of one. */
function made(twin: Twin, part: Scope, name: string, node: Node): Step {
  const value = valuesOf(twin.result, node)[0]!
  const axes = names(node.axes).filter((axis) => axis !== 'B')
  const heads = axes.filter((axis) => /^([hgrE]|\d+)$/.test(axis))
  const groups = [...heads, ...axes.filter((axis) => !heads.includes(axis))].map((axis) => [axis])
  return { part, name, equation: undefined, checkpoint: undefined, ...arranged(node, value, groups) }
}

/** A value with its axes in another order, some of them joined. Axes that are left out must be of length 1. */
function arranged(
  node: Node,
  { shape, data }: NumericArray,
  groups: readonly (readonly string[])[],
): Pick<Step, 'axes' | 'value'> {
  const own = names(node.axes)
  const lengthOf = (axis: string) => shape[own.indexOf(axis)]!
  const strideOf = (axis: string) => shape.slice(own.indexOf(axis) + 1).reduce((a, b) => a * b, 1)
  const order = groups.flat()
  let offsets = [0]
  for (const axis of order)
    offsets = offsets.flatMap((offset) => Array.from({ length: lengthOf(axis) }, (_, i) => offset + i * strideOf(axis)))
  const lengths = groups.map((group) => group.reduce((product, axis) => product * lengthOf(axis), 1))
  return {
    axes: groups.map((group) => group.join(' ')),
    value: { shape: lengths, data: Float64Array.from(offsets, (offset) => data[offset]!) },
  }
}
