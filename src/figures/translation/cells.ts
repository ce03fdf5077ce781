import {
  act,
  add,
  einsum,
  fixed,
  input,
  linear,
  mul,
  named,
  nodesOf,
  param,
  polynomial,
  scope,
  softmax,
  trace,
  view,
  within,
  type ActivationName,
  type Graph,
  type Poly,
  type Tn,
} from '../../engine/index.ts'

/** One step of a network that came before the Transformer, traced like every model of the site. */
export interface Cell {
  readonly title: string
  readonly source: string
  readonly graph: Graph
}

/** h_t = tanh(x W + h U + b). Elman 1990. */
const rnn = trace(() => {
  const { x, h } = given()
  return { h: named('h_t', gate('', 'tanh', x, h)) }
})

/**
 * Input, forget and output gates around a state c that is added to. Hochreiter and Schmidhuber 1997, the forget gate of
 * Gers et al. 2000.
 */
const lstm = trace(() => {
  const { x, h } = given()
  const c = named('c_{t-1}', input('c', "B d'"))
  const i = named('i', gate('i', 'sigmoid', x, h))
  const f = named('f', gate('f', 'sigmoid', x, h))
  const o = named('o', gate('o', 'sigmoid', x, h))
  const g = named('g', gate('g', 'tanh', x, h))
  const next = named('c_t', add(mul(f, c), mul(i, g)))
  return { c: next, h: named('h_t', mul(o, act(next, 'tanh'))) }
})

/**
 * A gate z that moves the state towards a candidate, and a gate r for what the candidate reads of it. Cho et al. 2014 in
 * the letters of Bahdanau et al. 2015, where z admits what is new: h + z ⊙ (h̃ − h).
 */
const gru = trace(() => {
  const { x, h } = given()
  const z = named('z', gate('z', 'sigmoid', x, h))
  const r = named('r', gate('r', 'sigmoid', x, h))
  const read = named('\\bar h', mul(r, h))
  const candidate = named('\\tilde h', gate('h', 'tanh', x, read))
  const change = add(candidate, mul(h, minusOne()))
  return { h: named('h_t', add(h, mul(z, change))) }
})

/**
 * Additive attention: a small network scores the decoder's state s against every annotation of the source. The keys are
 * made once a sentence, `step` is what every target word repeats. Bahdanau et al. 2015, §A.1.2.
 */
const additive = trace(() => {
  const s = named('s', input('s', 'B d'))
  const H = named('H', input('H', 'B S d'))
  const keys = scope('keys', '', (H: Tn<'B S d'>) =>
    named('K', linear("B S d, d' d -> B S d'", H, 'keys', { symbol: 'U_a', bias: false })),
  )(H)
  const context = scope('step', '', (s: Tn<'B d'>, K: Tn<"B S d'">, H: Tn<'B S d'>) => {
    const q = named('q', linear("B d, d' d -> B d'", s, 'query', { symbol: 'W_a', bias: false }))
    const hidden = act(add(K, q), 'tanh')
    const e = einsum("B S d', d' -> B S", hidden, param('score', "d'", 'v_a'))
    const alpha = named('\\alpha', softmax(e, 'S'))
    return named('c', einsum('B S, B S d -> B d', alpha, H))
  })(s, keys, H)
  return { c: context }
})

/** The same with a dot product for the small network; s and H have one width. Luong et al. 2015, "dot". */
const dot = trace(() => {
  const s = named('s', input('s', 'B d'))
  const H = named('H', input('H', 'B S d'))
  const context = scope('step', '', (s: Tn<'B d'>, H: Tn<'B S d'>) => {
    const alpha = named('\\alpha', softmax(einsum('B S d, B d -> B S', H, s), 'S'))
    return named('c', einsum('B S, B S d -> B d', alpha, H))
  })(s, H)
  return { c: context }
})

export const cells = {
  rnn: { title: 'plain recurrent', source: 'Elman 1990', graph: rnn },
  lstm: { title: 'LSTM', source: 'Hochreiter and Schmidhuber 1997; Gers et al. 2000', graph: lstm },
  gru: { title: 'GRU', source: 'Cho et al. 2014', graph: gru },
  additive: { title: 'additive attention', source: 'Bahdanau et al. 2015', graph: additive },
  dot: { title: 'dot-product attention', source: 'Luong et al. 2015', graph: dot },
} as const satisfies Record<string, Cell>

export type CellName = keyof typeof cells

/** How many numbers a step hands to the next one: what it returns under the name of something that it reads. */
export function stateOf(graph: Graph): Poly {
  const read = nodesOf(graph.root).flatMap(({ primitive, attributes }) =>
    primitive.name === 'input' ? [(attributes as { label: string }).label] : [],
  )
  const handedOn = Object.entries(graph.outputs).filter(([name]) => read.includes(name))
  return polynomial.add(...handedOn.map(([, { sizes }]) => polynomial.multiply(...sizes)))
}

/** act(x W + h U + b), under the module of its gate. */
function gate(name: string, kind: ActivationName, x: Tn<'B d'>, h: Tn<"B d'">): Tn<"B d'"> {
  const at = name === '' ? '' : `_${name}`
  return within(name, () => {
    const fromInput = linear("B d, d' d -> B d'", x, 'input', { symbol: `W${at}` })
    const fromState = linear("B d'', d' d'' -> B d'", view(h, "B d''"), 'state', { symbol: `U${at}`, bias: false })
    return act(add(fromInput, fromState), kind)
  })
}

function minusOne(): Tn<"d'"> {
  return named('-1', fixed("d'", { label: 'minus one', rule: () => -1 }))
}

/** The input of a step and the state before it; both as wide as the model, so that steps can be compared. */
function given(): { x: Tn<'B d'>; h: Tn<"B d'"> } {
  return { x: named('x_t', input('x', 'B d')), h: named('h_{t-1}', input('h', "B d'")) }
}
