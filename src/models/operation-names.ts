import { isCache, isEinsum, isParam, type Node } from '../engine/index.ts'

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
