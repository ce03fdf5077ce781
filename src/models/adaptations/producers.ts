import {
  act,
  add,
  input,
  linear,
  mul,
  param,
  polynomial,
  slice,
  trace,
  within,
  type Graph,
  type Tn,
} from '../../engine/index.ts'
import { concat } from '../../engine/ops/concat.ts'

/**
 * What produces the vectors of P-tuning while they are trained, and is then thrown away (Liu et al. 2021; `PromptEncoder`
 * of THUDM/P-tuning): an LSTM of two layers that reads both ways, with half the width in each direction, and two square
 * matrices with a ReLU between them. Of the recurrence one step is traced, which has all of its weights.
 */
export function promptEncoder(): Graph {
  const half = polynomial.multiply(polynomial.constant(1, 2), polynomial.symbol('d'))
  return trace(
    () => {
      const read = within('lstm_head', () => bothWays('l1', bothWays('l0', input('rows', 'q d'))))
      const bent = act(linear("q d, d' d -> q d'", read, 'mlp_head.0'), 'relu')
      return { prompt: linear("q d', d d' -> q d", bent, 'mlp_head.2') }
    },
    { j: half, "j'": half },
  )
}

/** The rows of prefix tuning while they are trained: each from j numbers, by one layer (Li and Liang 2021, §4.3). */
export function prefixProducer(): Graph {
  return trace(() => {
    const rows = param('wte.weight', 'q j')
    return { prefix: linear('q j, 2 L h k j -> q 2 L h k', rows, 'control_trans') }
  })
}

/** A layer that reads from the front and from the back; what the two say stands side by side. */
function bothWays(layer: string, x: Tn<'q d'>): Tn<'q d'> {
  return concat('j j -> d', cell(layer, x), cell(`${layer}_reverse`, x)) as Tn<'q d'>
}

/** One step of an LSTM in one direction, as torch.nn.LSTM has it. */
function cell(name: string, x: Tn<'q d'>): Tn<'q j'> {
  const [h, c] = [input(`hidden ${name}`, "q j'"), input(`cell ${name}`, 'q j')]
  const gates = add(linear('q d, 4 j d -> q 4 j', x, `ih_${name}`), linear("q j', 4 j j' -> q 4 j", h, `hh_${name}`))
  const [enter, forget, fresh, leave] = ([0, 1, 2, 3] as const).map((gate) => slice(gates, '4', gate)) as Four
  const kept = add(mul(c, act(forget, 'sigmoid')), mul(act(fresh, 'tanh'), act(enter, 'sigmoid')))
  return mul(act(kept, 'tanh'), act(leave, 'sigmoid'))
}

type Four = [Tn<'q j'>, Tn<'q j'>, Tn<'q j'>, Tn<'q j'>]
