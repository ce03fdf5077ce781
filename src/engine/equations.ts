import { isScope, nodesOf, resultsOf, type Graph, type Node, type Scope } from './graph.ts'
import { latex } from './latex.ts'
import { one } from './poly.ts'

/** One line of the mathematics of a part of a model. */
export interface Equation {
  /** The left side as LaTeX: `Q`. */
  readonly name: string
  /** The whole equation as LaTeX: `Q = X\,W_Q + b_Q`. */
  readonly latex: string
  /** The axes of the result. */
  readonly axes: string
  readonly node: Node
  /** What the right side is made of, each once, with the axes in which it is used. */
  readonly operands: readonly Operand[]
}

export interface Operand {
  readonly latex: string
  readonly axes: string
  readonly node: Node
}

/**
 * The equations of a scope, in the order of the data: one for every result that has a name, one for every result that is
 * used twice, and one for what the scope returns. What lies inside an inner scope is that scope's own affair: it appears
 * as a function of what it reads, `\operatorname{self-attention}(X)`.
 */
export function equations(graph: Graph, scope: Scope = graph.root): Equation[] {
  const inside = new Set(nodesOf(scope))
  const results = resultsOf(graph, scope)
  const names = namesIn(graph, scope, inside, results)
  const seen = new Set<Node>()
  return [...inside]
    .filter((node) => results.includes(node) || (names.has(node) && isVisible(node, scope)))
    .flatMap((node) => {
      const source = sourceOf(node, names)
      const name = names.get(node) ?? names.get(source)
      if (name === undefined || seen.has(source) || !inside.has(source) || source.inputs.length === 0) return []
      seen.add(source)
      const operands = new Map<string, Operand>()
      const right = write(source, true)
      return [{ name, latex: `${name} = ${right}`, axes: node.axes, node, operands: [...operands.values()] }]

      /** A tensor as it stands in this scope; `open` writes what it is made of even where it has a name. */
      function write(used: Node, open = false): string {
        const node = open ? used : sourceOf(used, names)
        const own = names.get(node)
        if (!open && (own !== undefined || node.inputs.length === 0)) {
          const tex = own ?? node.primitive.latex([], node)
          operands.set(tex, { latex: tex, axes: used === node ? node.axes : used.axes, node })
          return tex
        }
        const inner = childOf(scope, node)
        if (inner !== undefined) return call(graph, inner, node, names, write)
        const visible = visibleInputs(node)
        return node.primitive.latex(
          node.inputs.map((input) => (visible.includes(input) ? write(input) : '')),
          node,
        )
      }
    })
}

/** Every tensor that has a name within a scope: its own, or one for want of it. */
function namesIn(graph: Graph, scope: Scope, inside: ReadonlySet<Node>, results: readonly Node[]): Map<Node, string> {
  const none = new Map<Node, string>()
  const uses = new Map<Node, number>()
  const use = (node: Node) => {
    const source = sourceOf(node, none)
    uses.set(source, (uses.get(source) ?? 0) + 1)
  }
  for (const item of scope.items) {
    if (!isScope(item)) (isInvisible(item) ? [] : visibleInputs(item)).forEach(use)
    else for (const result of resultsOf(graph, item)) readsOf(item, result, none).forEach(use)
  }
  const named = new Map<Node, string>()
  const direct = scope.items.flatMap((item) => (isScope(item) ? [] : [item]))
  for (const node of [...direct, ...uses.keys(), ...results]) if (node.name !== undefined) named.set(node, node.name)
  const free = (...candidates: string[]): string => {
    const taken = new Set(named.values())
    return candidates.find((name) => !taken.has(name)) ?? `Y_{${taken.size}}`
  }
  const given = [...uses.keys()].filter(
    (node) => node.primitive.name === 'input' || (!inside.has(node) && node.inputs.length > 0),
  )
  const several = given.length + (scope.loop ? 1 : 0) > 1
  for (const [node, times] of uses) {
    if (named.has(node) || node.inputs.length === 0) continue
    if (!inside.has(node)) named.set(node, (several && origin(scope, node)) || free('X', 'X_2', 'X_3'))
    else if (times > 1) named.set(node, free('Z', 'U', 'R'))
  }
  for (const result of results) {
    if (named.has(sourceOf(result, none)) && inside.has(sourceOf(result, none))) continue
    const key = Object.entries(graph.outputs).find(([, node]) => node === result)?.[0]
    const entry = scope.loop && result === scope.loop.exit ? named.get(scope.loop.entry) : undefined
    if (scope === graph.root && key !== undefined) named.set(result, `\\text{${key.replaceAll('_', ' ')}}`)
    else named.set(result, entry === undefined ? free('Y', 'Z', 'U', 'R') : `${entry}'`)
  }
  return named
}

/** An inner scope as a function of what it reads; a loop as a power of its block. */
function call(
  graph: Graph,
  scope: Scope,
  result: Node,
  names: ReadonlyMap<Node, string>,
  write: (node: Node) => string,
): string {
  const results = resultsOf(graph, scope)
  const index = results.length > 1 ? `_{${results.indexOf(result) + 1}}` : ''
  const times = scope.times === one ? '' : `^{${latex(scope.times)}}`
  const operands = readsOf(scope, result, names).map((node) => write(node))
  const reads = operands.length === 0 ? '' : `\\!\\left(${operands.join(',\\, ')}\\right)`
  return `\\operatorname{${scope.name}}${index}${times}${reads}`
}

/** What a scope reads from outside for one of its results, and what the model is given inside it. Weights are its own. */
function readsOf(scope: Scope, result: Node, names: ReadonlyMap<Node, string>): Node[] {
  const inside = new Set(nodesOf(scope))
  const reads = new Map<Node, Node>()
  const visited = new Set<Node>()
  const visit = (node: Node): void => {
    if (visited.has(node)) return
    visited.add(node)
    if (node.primitive.name === 'input' || (!inside.has(node) && node.inputs.length > 0))
      reads.set(sourceOf(node, names), node)
    else if (inside.has(node)) visibleInputs(node).forEach(visit)
  }
  visit(result)
  return [...reads.values()]
}

/** Past what an equation does not show: views, dropout, the cache, the variable of a loop. */
function sourceOf(node: Node, names: ReadonlyMap<Node, string>): Node {
  return node.name !== undefined || names.has(node) || !isInvisible(node) ? node : sourceOf(node.inputs[0]!, names)
}

const marks = ['\u{e000}', '\u{e001}', '\u{e002}', '\u{e003}', '\u{e004}']

/** Whether an operation's mathematics is its first input, unchanged. */
const isInvisible = (node: Node): boolean => node.inputs.length > 0 && node.primitive.latex(marks, node) === marks[0]

/** The inputs that an operation's mathematics shows: a norm's gain and a mask's flags are understood. */
function visibleInputs(node: Node): Node[] {
  const tex = node.primitive.latex(marks, node)
  return node.inputs.filter((_, i) => tex.includes(marks[i]!))
}

/** Whether a named node gets an equation here: made in this scope itself, or the result of an inner one that it names. */
function isVisible(node: Node, scope: Scope): boolean {
  if (node.inputs.length === 0 || node === scope.loop?.entry) return false
  return node.scope === scope || scope.items.some((item) => !isScope(item) && item.inputs.includes(node))
}

/** The part of the model that a tensor comes from, as text, where that part is not one around `scope`. */
function origin(scope: Scope, node: Node): string | undefined {
  for (let around: Scope | undefined = scope; around; around = around.parent) {
    const part = childOf(around, node)
    if (part !== undefined) return `\\text{${part.name}}`
    if (node.scope === around) return undefined
  }
  return undefined
}

/** The scope directly within `scope` in which a node was made, if any. */
function childOf(scope: Scope, node: Node): Scope | undefined {
  let inner: Scope | undefined = node.scope
  while (inner !== undefined && inner.parent !== scope) inner = inner.parent
  return inner
}
