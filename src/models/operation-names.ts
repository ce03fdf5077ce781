import { isCache, isEinsum, isParam, isScope, type Node, type Scope } from '../engine/index.ts'

/** What an operation is called by what it does, as LaTeX or a word: `W_Q`, `Q\,K`, `K cache`, `norm`. */
export function roleOf(node: Node): string {
  const weight = node.inputs.find(isParam)
  if (node.primitive.name === 'norm') return 'norm'
  if (weight?.name !== undefined) return weight.name
  if (isEinsum(node)) return node.inputs.map((input) => sourceOf(input).name ?? 'X').join('\\,')
  if (isCache(node)) return `${node.name ?? ''} cache`.trim()
  return node.primitive.name
}

/** The tensor that a view or another step without a mark passes on. */
export const sourceOf = (node: Node): Node =>
  node.name === undefined && node.primitive.draw(node).mark === 'none' ? sourceOf(node.inputs[0]!) : node

/** The operation as mathematics, down to what has a name or comes from another part of the model. */
export function latexOf(node: Node): string {
  return node.primitive.latex(
    node.inputs.map((input) => nameOf(input, node)),
    node,
  )
}

/** A tensor where it is read: by its name; X, if another part made it; a stack, with an X of its own, says which stack. */
function nameOf(node: Node, reader: Node): string {
  if (node.name !== undefined) return node.name
  const [from, to] = [topOf(node.scope), topOf(reader.scope)]
  if (from === to || from.parent === undefined || node.inputs.length === 0) return latexOf(node)
  return isStack(from) && isStack(to) ? `\\text{${from.name}}` : 'X'
}

/** The part of the model in which something lies. */
const topOf = (scope: Scope): Scope => (scope.parent?.parent === undefined ? scope : topOf(scope.parent))

/** Whether a part repeats a block, as an encoder and a decoder do. */
const isStack = (scope: Scope): boolean => scope.items.some((item) => isScope(item) && item.loop !== undefined)

const titles: Readonly<Record<string, string>> = { 'lm-head': 'language-model head', 'final-norm': 'final norm' }

/** What a reader calls a part by its path: `block/self-attention` → `Block, self-attention`. */
export function partTitle(path: string): string {
  const words = path
    .split('/')
    .filter(Boolean)
    .map((name) => titles[name] ?? name)
    .join(', ')
  return words === '' ? 'The model' : `${words[0]!.toUpperCase()}${words.slice(1)}`
}
