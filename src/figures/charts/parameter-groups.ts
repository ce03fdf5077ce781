import {
  nodesOf,
  parameterCount,
  parameters,
  polynomial,
  stacksOf,
  type Bindings,
  type Graph,
  type Scope,
  type Tensor,
} from '../../engine/index.ts'

/** Parameters of one kind: those of a part of every block, or a table of its own. */
export interface ParameterGroup {
  readonly name: string
  /** In how many blocks it occurs; 1 outside of stacks. */
  readonly blocks: number
  /** In all of them. */
  readonly count: bigint
}

/**
 * Where a model's parameters sit: in each stack by part, outside of stacks by table. Vectors outside of stacks, too small
 * for bars of their own, are counted together. The groups add up to the model; throws where they do not.
 */
export function parameterGroups(graph: Graph, bindings: Bindings): ParameterGroup[] {
  const stacks = stacksOf(graph)
  const groups = new Map<string, { blocks: number; count: bigint }>()
  for (const tensor of parameters(graph)) {
    const name = nameOf(tensor, stacks)
    const own = groups.get(name) ?? { blocks: Number(polynomial.count(tensor.repeat, bindings)), count: 0n }
    groups.set(name, { ...own, count: own.count + polynomial.count(tensor.count, bindings) })
  }
  const rows = [...groups]
    .map(([name, group]) => ({ name, ...group }))
    .sort((a, b) => Number(a.name === others) - Number(b.name === others))
  const sum = rows.reduce((total, { count }) => total + count, 0n)
  const whole = polynomial.count(parameterCount(graph), bindings)
  if (sum !== whole) throw new RangeError(`the groups have ${sum} parameters, the model ${whole}`)
  return rows
}

const others = 'vectors outside the blocks'

function nameOf({ node, shape }: Tensor, stacks: readonly Scope[]): string {
  const stack = stacks.find((scope) => nodesOf(scope).includes(node))
  if (stack !== undefined) {
    const part = partOf(stack, node.scope)
    const own = part === stack ? 'norms' : part.name
    return stacks.length > 1 ? `${stack.parent!.name}: ${own}` : own
  }
  const part = node.scope
  if (shape.length > 1) return tableName(node.name, part)
  return others
}

const tables: Readonly<Record<string, string>> = {
  word: 'word table',
  pos: 'position table',
  seg: 'segment table',
  dist: 'distance table',
  head: 'output table',
}

function tableName(latex: string | undefined, part: Scope): string {
  const index = /\\text\{(\w+)\}/.exec(latex ?? '')?.[1]
  const name = index === undefined ? undefined : tables[index]
  if (name === undefined) return part.name === '' ? 'tables' : part.name
  return index === 'dist' && part.parent?.name ? `${part.parent.name}: ${name}` : name
}

function partOf(whole: Scope, inner: Scope): Scope {
  return inner === whole || inner.parent === whole ? inner : partOf(whole, inner.parent!)
}
