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
  /** The share of units that were off at some step and are not at the end. */
  readonly returned: number
}

/** Several courses together. */
export interface Courses extends Course {
  /** How many of the draws diverged; they are left out. */
  readonly diverged: number
}

export const small: Training = { inputs: 8, units: 32, examples: 64, steps: 100 }

/** The mean share of units that are off, step by step, and the median of the losses, over several draws. */
export function courses(name: ActivationName, rate: number, draws: number, training: Training = small): Courses {
  const all = Array.from({ length: draws }, (_, draw) => course(name, rate, training, `dead units ${draw}`))
  const runs = all.filter(({ loss }) => loss.at(-1)! < 100)
  const over = (of: (run: Course) => readonly number[], sum: (values: number[]) => number) =>
    of(runs[0]!).map((_, step) => sum(runs.map((run) => of(run)[step]!)))
  return {
    off: over(({ off }) => off, mean),
    loss: over(({ loss }) => loss, median),
    returned: mean(runs.map(({ returned }) => returned)),
    diverged: draws - runs.length,
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/**
 * Trains y = Σ vⱼ f(wⱼ·x + bⱼ) on a fixed target, sin(x₁) + x₂x₃, and counts after each step the units that no example
 * switches on. The draws are the same for every rate and every function.
 */
export function course(name: ActivationName, rate: number, training: Training = small, seed = 'dead units'): Course {
  const { inputs, units, examples, steps } = training
  const { f, derivative } = activations[name]
  const normal = normals(seed)
  const list = (length: number, scale: number) => new Float64Array(length).map(() => normal() * scale)
  const x = Array.from({ length: examples }, () => list(inputs, 1))
  const target = x.map((row) => Math.sin(row[0]!) + row[1]! * row[2]!)
  const w = Array.from({ length: units }, () => list(inputs, Math.sqrt(2 / inputs)))
  const b = new Float64Array(units)
  const v = list(units, Math.sqrt(1 / units))
  const forEach = () => w.map(() => new Float64Array(examples))
  const [before, after] = [forEach(), forEach()]
  const error = new Float64Array(examples)
  const [wasOff, isOff] = [w.map(() => false), w.map(() => false)]
  const [off, loss] = [[forward()], [squared()]]
  for (let step = 0; step < steps; step++) {
    for (let j = 0; j < units; j++) descend(j)
    off.push(forward())
    loss.push(squared())
  }
  return { off, loss, returned: wasOff.filter((was, j) => was && !isOff[j]!).length / units }

  /** Refreshes what every unit sees and how far the output is off; returns the share of units that are off. */
  function forward(): number {
    for (let n = 0; n < examples; n++) error[n] = -target[n]!
    let silent = 0
    for (let j = 0; j < units; j++) {
      const [seen, bent, weights] = [before[j]!, after[j]!, w[j]!]
      let on = false
      for (let n = 0; n < examples; n++) {
        let sum = b[j]!
        for (let i = 0; i < inputs; i++) sum += x[n]![i]! * weights[i]!
        seen[n] = sum
        bent[n] = f(sum)
        error[n]! += v[j]! * bent[n]!
        on ||= sum > 0
      }
      isOff[j] = !on
      wasOff[j] ||= !on
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
      out += e * after[j]![n]!
      shift += back
      for (let i = 0; i < inputs; i++) change[i]! += back * x[n]![i]!
    }
    v[j]! -= rate * out
    b[j]! -= rate * shift
    for (let i = 0; i < inputs; i++) w[j]![i]! -= rate * change[i]!
  }
}
