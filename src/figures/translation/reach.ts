import { count, names, parameters, run, type NumericArray } from '../../engine/index.ts'
import { normals } from '../nonlinear/random.ts'
import { once } from '../nonlinear/once.ts'
import { cells } from './cells.ts'

/** A recurrent network at its start: which step it repeats, how large its weights are, where its gates stand. */
export interface Start {
  readonly name: string
  readonly cell: 'rnn' | 'lstm' | 'gru'
  /** The standard deviation of a weight on the state times √d; on the input it is ½. */
  readonly gain: number
  /** Biases that are not 0, by the name in the graph: `f.input.bias`. */
  readonly biases?: Readonly<Record<string, number>>
}

/**
 * What is left of a small difference in the first state after each step, as a factor of its length: the length of the
 * Jacobian of h_t by the first state along a random direction, its logarithm averaged over draws of weights and inputs.
 *
 * Two runs of the traced step, their states held a fixed small distance apart: after each step the distance is measured
 * and scaled back, so that neither rounding nor curvature enters (Benettin's method for Lyapunov exponents).
 */
export function reach({ cell, gain, biases = {} }: Start, steps: number, { d = 32, draws = 4 } = {}): number[] {
  const logs = new Float64Array(steps)
  for (let draw = 0; draw < draws; draw++) {
    const next = normals(`reach ${draw}`)
    const weights = weightsOf(cell, { d, gain, biases, next })
    const step = stepOf(cell, weights, d)
    let state: State = Object.keys(cells[cell].graph.outputs).map(() => vector(d, () => next() / 2))
    let other = apart(
      state,
      distanceTo(
        state,
        state.map(() => vector(d, next)),
      ),
    )
    let log = 0
    for (let t = 0; t < steps; t++) {
      const x = vector(d, next)
      const [after, beside] = [step(x, state), step(x, other)]
      const change = distance(after, beside)
      log += Math.log(change / nearness)
      logs[t]! += log / draws
      state = after
      other = apart(after, { from: after, to: beside })
    }
  }
  return Array.from(logs, Math.exp)
}

/** The starts that the post compares, over a hundred steps. */
export const starts = [
  { name: 'plain, weights of 1', cell: 'rnn', gain: 1 },
  { name: 'plain, weights of 3', cell: 'rnn', gain: 3 },
  { name: 'LSTM, gates half open', cell: 'lstm', gain: 1 },
  { name: 'LSTM, memory held', cell: 'lstm', gain: 1, biases: { 'f.input.bias': 4 } },
  { name: 'GRU, memory held', cell: 'gru', gain: 1, biases: { 'z.input.bias': -4 } },
] as const satisfies readonly Start[]

export const steps = 100

export const reaches = once(() => starts.map((start) => ({ ...start, left: reach(start, steps) })))

/** How far apart the two runs are kept: small beside the states, large beside the rounding of a float. */
const nearness = 1e-6

type State = readonly Float64Array[]

function stepOf(
  cell: Start['cell'],
  weights: Record<string, NumericArray>,
  d: number,
): (x: Float64Array, state: State) => State {
  const { graph } = cells[cell]
  const kept = Object.keys(graph.outputs)
  return (x, state) => {
    const inputs = Object.fromEntries([['x', row(x)], ...kept.map((name, i) => [name, row(state[i]!)] as const)])
    const { outputs } = run(graph, { weights, inputs, bindings: { B: 1, d } })
    return kept.map((name) => outputs[name]!.data)
  }
}

function weightsOf(
  cell: Start['cell'],
  { d, gain, biases, next }: { d: number; gain: number; biases: Readonly<Record<string, number>>; next: () => number },
): Record<string, NumericArray> {
  return Object.fromEntries(
    parameters(cells[cell].graph).map(({ name, shape, node }) => {
      const lengths = shape.map((size) => Number(count(size, { d })))
      const size = lengths.reduce((a, b) => a * b, 1)
      const own = name.includes('state') ? gain : 0.5
      const value = names(node.axes).length === 1 ? () => biases[name] ?? 0 : () => (own * next()) / Math.sqrt(d)
      return [name, { shape: lengths, data: vector(size, value) }]
    }),
  )
}

/** A state a small distance away from `from`, in the direction of another. */
function apart(state: State, { from, to }: { readonly from: State; readonly to: State }): State {
  const scale = nearness / distance(from, to)
  return state.map((part, i) => part.map((value, j) => value + scale * (to[i]![j]! - from[i]![j]!)))
}

const distanceTo = (from: State, direction: State): { from: State; to: State } => ({
  from,
  to: from.map((part, i) => part.map((value, j) => value + direction[i]![j]!)),
})

const distance = (a: State, b: State): number =>
  Math.hypot(...a.flatMap((part, i) => Array.from(part, (value, j) => value - b[i]![j]!)))

const vector = (length: number, next: () => number): Float64Array => new Float64Array(length).map(next)
const row = (data: Float64Array): NumericArray => ({ shape: [1, data.length], data })
