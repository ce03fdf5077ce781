import {
  checkpointName,
  isParam,
  names,
  nodesOf,
  scopesOf,
  valuesOf,
  type Node,
  type NumericArray,
  type Scope,
} from '../engine/index.ts'
import { equations, type Equation } from '../engine/equations.ts'
import type { Twin } from './twin.ts'

/** One matrix of a computation, with everything that is needed to check it by hand. */
export interface Step {
  /** Its name as LaTeX. */
  readonly name: string
  /** How it is made, as LaTeX; undefined for what is given: weights, and what comes in from outside. */
  readonly equation: string | undefined
  /** The checkpoint's name of a weight. */
  readonly checkpoint: string | undefined
  /** Its axes for one sequence. */
  readonly axes: readonly string[]
  readonly value: NumericArray
}

/** One page of a step: a matrix, and which head it belongs to. */
export interface Sheet {
  readonly label: string
  readonly rows: readonly (readonly number[])[]
}

/**
 * Every named matrix of a part of a twin in the order of the data, each weight just before it is used. A softmax shows its
 * argument as well: it is where a pencil needs to stop.
 */
export function stepsOf(twin: Twin, scope: Scope): Step[] {
  const { graph } = twin.model
  const shown = new Set<string>()
  const steps: Step[] = []
  const show = (step: Step | undefined) => {
    if (step === undefined || shown.has(step.name)) return
    shown.add(step.name)
    steps.push(step)
  }
  for (const { name, latex, node, operands } of inner(graph, scope)) {
    for (const operand of operands) if (!isMade(operand.node, scope)) show(given(twin, operand.latex, operand.node))
    const scores = argumentOfSoftmax(node)
    if (scores !== undefined) show(scoresStep(twin, latex, scores))
    show({ name, equation: latex, ...valueOf(twin, node), checkpoint: undefined })
  }
  return steps
}

/** A step as matrices of rows and columns: one for each head, and one row for what has a single axis. */
export function sheetsOf({ axes, value }: Step): Sheet[] {
  const shape = value.shape.slice(value.shape.length - axes.length)
  const [rows, columns] = shape.length === 1 ? [1, shape[0]!] : [shape.at(-2)!, shape.at(-1)!]
  const size = rows * columns
  return Array.from({ length: value.data.length / size }, (_, page) => ({
    label: pageLabel(axes.slice(0, -2), shape.slice(0, -2), page),
    rows: Array.from({ length: rows }, (_, row) =>
      Array.from(value.data.subarray(page * size + row * columns, page * size + (row + 1) * columns)),
    ),
  }))
}

/** Every number of the steps, one a line: the name, the shape, the place along each axis from 0, the value. */
export function csvOf(steps: readonly Step[]): string {
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = steps.flatMap(({ name, axes, value }) => {
    const shape = value.shape.slice(value.shape.length - axes.length)
    return Array.from(value.data, (number, i) => [quoted(name), axes.join(' '), indices(shape, i).join(' '), number].join(','))
  })
  return ['name,axes,index,value', ...lines].join('\n')
}

/** Equations of a scope and of what is inside it; what an inner scope works out is not repeated as a function of it. */
function inner(graph: Twin['model']['graph'], scope: Scope): Equation[] {
  const all = scopesOf(scope).flatMap((each) => equations(graph, each).map((equation) => ({ equation, depth: depthOf(each) })))
  const deepest = new Map<Node, { equation: Equation; depth: number }>()
  for (const one of all) {
    const known = deepest.get(one.equation.node)
    if (known === undefined || one.depth > known.depth) deepest.set(one.equation.node, one)
  }
  return [...deepest.values()].map(({ equation }) => equation).sort((a, b) => a.node.id - b.node.id)
}

function given(twin: Twin, latex: string, node: Node): Step {
  const checkpoint = isParam(node) ? checkpointName(node).replace('{i}', '0') : undefined
  return { name: latex, equation: undefined, checkpoint, ...valueOf(twin, node) }
}

/** The argument of the softmax inside an equation, under the name that papers give it. */
function scoresStep(twin: Twin, latex: string, scores: Node): Step {
  const inside = /\\operatorname\{softmax\}\\!\\left\((.*)\\right\)/s.exec(latex)?.[1]
  return { name: '\\text{scores}', equation: inside && `\\text{scores} = ${inside}`, checkpoint: undefined, ...valueOf(twin, scores) }
}

function argumentOfSoftmax(node: Node): Node | undefined {
  return node.primitive.name === 'softmax' ? node.inputs[0] : undefined
}

/** The value in the first block, without the batch axis of one. */
function valueOf({ result }: Twin, node: Node): Pick<Step, 'axes' | 'value'> {
  const value = valuesOf(result, node)[0]!
  const axes = names(node.axes)
  return axes[0] === 'B' ? { axes: axes.slice(1), value: { ...value, shape: value.shape.slice(1) } } : { axes, value }
}

const isMade = (node: Node, scope: Scope): boolean => node.inputs.length > 0 && nodesOf(scope).includes(node)

const depthOf = (scope: Scope): number => (scope.parent === undefined ? 0 : 1 + depthOf(scope.parent))

function pageLabel(axes: readonly string[], shape: readonly number[], page: number): string {
  const at = indices(shape, page)
  const words = axes.map((axis, i) => (shape[i] === 1 ? '' : `${axis === 'h' ? 'head' : axis} ${at[i]! + 1}`))
  return words.filter(Boolean).join(', ')
}

/** The place along each axis of the element with a number. */
function indices(shape: readonly number[], number: number): number[] {
  const at: number[] = []
  let rest = number
  for (const length of [...shape].reverse()) {
    at.unshift(rest % length)
    rest = Math.floor(rest / length)
  }
  return at
}
