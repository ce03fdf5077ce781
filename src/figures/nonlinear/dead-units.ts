import { activations, type ActivationName } from '../../engine/index.ts'
import { normals } from './random.ts'

/** A small regression: one hidden layer, trained by plain gradient descent on all its data at once. */
export interface Training {
  readonly inputs: number
  readonly units: number
  readonly examples: number
  readonly steps: number
  readonly rate: number
}

/** The share of units that are off, below zero on every example, after each step; and the loss. */
export interface Course {
  readonly off: readonly number[]
  readonly loss: readonly number[]
}

export const small: Omit<Training, 'rate'> = { inputs: 8, units: 64, examples: 256, steps: 200 }

/**
 * Trains y = Σ vⱼ f(wⱼ·x + bⱼ) on a fixed target, sin(x₁) + x₂x₃, and counts after each step the units that no example
 * switches on. The draws are the same for every rate and every function.
 */
export function course(name: ActivationName, { inputs, units, examples, steps, rate }: Training): Course {
  const { f, derivative } = activations[name]
  const normal = normals('dead units')
  const list = (length: number, scale: number) => Float64Array.from({ length }, () => normal() * scale)
  const x = Array.from({ length: examples }, () => list(inputs, 1))
  const target = x.map((row) => Math.sin(row[0]!) + row[1]! * row[2]!)
  const w = Array.from({ length: units }, () => list(inputs, Math.sqrt(2 / inputs)))
  const b = new Float64Array(units)
  const v = list(units, Math.sqrt(1 / units))
  const before = x.map(() => new Float64Array(units))
  const error = new Float64Array(examples)
  const off: number[] = []
  const loss: number[] = []
  forward()
  for (let step = 0; step < steps; step++) {
    for (let j = 0; j < units; j++) descend(j)
    forward()
  }
  return { off, loss }

  function forward(): void {
    x.forEach((row, n) => {
      for (let j = 0; j < units; j++) before[n]![j] = row.reduce((sum, value, i) => sum + value * w[j]![i]!, b[j]!)
      error[n] = v.reduce((sum, value, j) => sum + value * f(before[n]![j]!), -target[n]!)
    })
    off.push(b.filter((_, j) => before.every((units) => units[j]! <= 0)).length / units)
    loss.push(error.reduce((sum, e) => sum + e * e, 0) / examples)
  }

  /** One step for the weights of one unit; the other units' steps do not depend on it, since the errors are kept. */
  function descend(j: number): void {
    const change = new Float64Array(inputs)
    let [shift, out] = [0, 0]
    x.forEach((row, n) => {
      const e = (2 * error[n]!) / examples
      const back = e * v[j]! * derivative(before[n]![j]!)
      out += e * f(before[n]![j]!)
      shift += back
      row.forEach((value, i) => (change[i]! += back * value))
    })
    v[j]! -= rate * out
    b[j]! -= rate * shift
    change.forEach((value, i) => (w[j]![i]! -= rate * value))
  }
}
