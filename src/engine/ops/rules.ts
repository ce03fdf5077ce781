import type { Cost, Kept, Node } from '../graph.ts'
import { add, constant, multiply, zero, type Poly } from '../poly.ts'

/** How many numbers a tensor holds. */
export const elements = (node: Node): Poly => multiply(...node.sizes)

/** How many rows a tensor has when `axis` is the one along which a row lies. */
export function rows(node: Node, axis: string): Poly {
  return multiply(...node.axes.split(' ').flatMap((name, i) => (name === axis ? [] : [node.sizes[i]!])))
}

/** No work, no traffic: addressing alone. */
export const free: Cost = { matmul: zero, vector: zero, transcendental: zero, read: zero, written: zero }

/** Reads every input once and writes the result once. */
export function traffic(node: Node): Pick<Cost, 'read' | 'written'> {
  return { read: add(...node.inputs.map(elements)), written: elements(node) }
}

/** A fixed price for each element of the result. */
export function perElement(node: Node, vector: number, transcendental = 0): Cost {
  const n = elements(node)
  return {
    matmul: zero,
    vector: multiply(constant(vector), n),
    transcendental: multiply(constant(transcendental), n),
    ...traffic(node),
  }
}

export const keepsNothing: Kept = { tensors: [], bytes: zero }
export const keeps = (...tensors: readonly Node[]): Kept => ({ tensors, bytes: zero })

/** LaTeX as it can stand in a product: a sum gets parentheses. */
export const factor = (tex: string): string => (has(tex, /[+-]/) ? parenthesized(tex) : tex)

/** LaTeX with an index or a power: anything but one symbol gets parentheses, a second script of the kind gets braces. */
export function scripted(tex: string, script: '_' | '^', value: string): string {
  const own = has(tex, script === '_' ? /_/ : /[\^']/) ? `{${tex}}` : tex
  return `${has(tex, /[+\-,\s([]/) ? parenthesized(tex) : own}${script}{${value}}`
}

const parenthesized = (tex: string): string => `\\left(${tex}\\right)`

/** Whether a character stands outside every brace and parenthesis. */
function has(tex: string, character: RegExp): boolean {
  let depth = 0
  return [...tex].some((c) => {
    if (depth === 0 && character.test(c)) return true
    depth += '{(['.includes(c) ? 1 : '})]'.includes(c) ? -1 : 0
    return false
  })
}
