import { names, shape } from '../axes.ts'
import { product } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import type { NumericArray } from '../numeric.ts'
import { symbol } from '../algebra.ts'
import { add } from '../poly.ts'
import { fail, identify, record } from '../trace.ts'
import { free, keepsNothing } from './rules.ts'

/**
 * Appends this run's keys or values to those of the tokens before it, `[B, h, T, k]` → `[B, h, S, k]`: then S = p + T.
 * Without a past it is the identity. What it holds is the KV cache.
 */
export function cached<const A extends string>(x: Node, axes: A): Tn<A> {
  return record(cacheOp, { axes }, [x]) as Node as Tn<A>
}

export const isCache = (node: Node): boolean => node.primitive === cacheOp

const cacheOp: Primitive<{ readonly axes: string }> = {
  name: 'cache',
  source: 'transformers, DynamicCache',
  axes: ([x], { axes }) => {
    const [from, to] = [names(x!.axes), names(axes)]
    const changed = to.findIndex((axis, i) => axis !== from[i])
    if (from.length !== to.length || changed < 0 || to.some((axis, i) => i !== changed && axis !== from[i]))
      fail(`cache: expected one axis to grow; received ${shape(x!.axes)} → ${shape(axes)}`)
    if (/^[A-Za-z]$/.test(to[changed]!)) identify(to[changed]!, add(symbol('p'), x!.sizes[changed]!))
    return axes
  },
  cost: () => free,
  kept: () => keepsNothing,
  latex: ([x]) => x!,
  draw: () => ({ mark: 'soft', label: 'cache' }),
  compute: ([x], node, run) => {
    const past = run.cached(node)
    const changed = names(node.axes).findIndex((axis, i) => axis !== names(node.inputs[0]!.axes)[i])
    const whole = past === undefined ? x! : append(past, x!, changed)
    run.keep(node, whole)
    return whole
  },
}

function append(a: NumericArray, b: NumericArray, axis: number): NumericArray {
  const [wideA, wideB] = [a, b].map(({ shape }) => product(shape.slice(axis)))
  const outer = product(a.shape.slice(0, axis))
  const data = new Float64Array(a.data.length + b.data.length)
  for (let i = 0; i < outer; i++) {
    data.set(a.data.subarray(i * wideA!, (i + 1) * wideA!), i * (wideA! + wideB!))
    data.set(b.data.subarray(i * wideB!, (i + 1) * wideB!), i * (wideA! + wideB!) + wideA!)
  }
  return { shape: a.shape.map((n, i) => (i === axis ? n + b.shape[i]! : n)), data }
}
