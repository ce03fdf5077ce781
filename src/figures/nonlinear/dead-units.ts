import { activations, type ActivationName } from '../../engine/index.ts'
import { normals } from './random.ts'

/** A small regression: one hidden layer, trained by plain gradient descent on all its data at once. */
export interface Training {
  readonly inputs: number
  readonly units: number
  readonly examples: number
  readonly steps: number
}

/** The share of units that are off, below zero on every example, before the first step and after each; and the loss. */
export interface Course {
  readonly off: readonly number[]
  readonly loss: readonly number[]
}

export const small: Training = { inputs: 8, units: 64, examples: 128, steps: 200 }

/**
 * Trains y = Σ vⱼ f(wⱼ·x + bⱼ) on a fixed target, sin(x₁) + x₂x₃, and counts after each step the units that no example
 * switches on. The draws are the same for every rate and every function.
 */
export function course(name: ActivationName, rate: number, training: Training = small): Course {
  const { inputs, units, examples, steps } = training
  const { f, derivative } = activations[name]
  const normal = normals('dead units')
  const list = (length: number, scale: number) => Float64Array.from({ length }, () => normal() * scale)
  const x = Array.from({ length: examples }, () => list(inputs, 1))
  const target = x.map((row) => Math.sin(row[0]!) + row[1]! * row[2]!)
  const w = Array.from({ length: units }, () => list(inputs, Math.sqrt(2 / inputs)))
  const b = new Float64Array(units)
  const v = list(units, Math.sqrt(1 / units))
  const before = w.map(() => new Float64Array(examples))
  const error = new Float64Array(examples)
  const [off, loss] = [[forward()], [squared()]]
  for (let step = 0; step < steps; step++) {
    for (let j = 0; j < units; j++) descend(j)
    off.push(forward())
    loss.push(squared())
  }
  return { off, loss }

  /** Refreshes what every unit sees and how far the output is off; returns the share of units that are off. */
  function forward(): number {
    for (let n = 0; n < examples; n++) error[n] = -target[n]!
    let silent = 0
    for (let j = 0; j < units; j++) {
      const [seen, weights] = [before[j]!, w[j]!]
      let on = false
      for (let n = 0; n < examples; n++) {
        let sum = b[j]!
        for (let i = 0; i < inputs; i++) sum += x[n]![i]! * weights[i]!
        seen[n] = sum
        error[n]! += v[j]! * f(sum)
        on ||= sum > 0
      }
      if (!on) silent += 1
    }
    return silent / units
  }

  function squared(): number {
    return error.reduce((sum, e) => sum + e * e, 0) / examples
  }

  /** One step for the weights of one unit. The errors are those of the last forward pass, so the order does not matter. */
  function descend(j: number): void {
    const change = new Float64Array(inputs)
    let [shift, out] = [0, 0]
    for (let n = 0; n < examples; n++) {
      const e = (2 * error[n]!) / examples
      const back = e * v[j]! * derivative(before[j]![n]!)
      out += e * f(before[j]![n]!)
      shift += back
      for (let i = 0; i < inputs; i++) change[i]! += back * x[n]![i]!
    }
    v[j]! -= rate * out
    b[j]! -= rate * shift
    for (let i = 0; i < inputs; i++) w[j]![i]! -= rate * change[i]!
  }
}
