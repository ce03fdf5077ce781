import { activations, type ActivationName } from '../../engine/index.ts'
import { courses } from './dead-units.ts'
import { passages, type Passage } from './deep-stack.ts'
import { factsOf } from './facts.ts'
import { once } from './once.ts'

/** How the weights of a stack are drawn: their variance times the width. */
export const starts = {
  lecun: { title: 'variance 1/n', variance: () => 1 },
  he: { title: 'variance 2/n', variance: () => 2 },
  own: { title: 'its own gain', variance: (name: ActivationName) => factsOf(activations[name]).gain ** 2 },
} as const

export type Start = keyof typeof starts

const deep = [
  'sigmoid',
  'tanh',
  'relu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'mish',
] as const satisfies readonly ActivationName[]
export type Deep = (typeof deep)[number]
export const deepNames: readonly [Deep, ...Deep[]] = deep

/** Twenty layers of 256 units: every function, with every way to draw the weights. One simulation for the whole page. */
const all = once(() => {
  const cases = deep.flatMap((name) =>
    (Object.keys(starts) as Start[]).map((start) => ({ name, start, variance: starts[start].variance(name) })),
  )
  const results = passages(cases)
  return new Map(cases.map(({ name, start }, i) => [`${name} ${start}`, results[i]!]))
})

export const deepPassage = (name: Deep, start: Start): Passage => all().get(`${name} ${start}`)!

/** The trainings of the dead-unit figure: a calm step, a brisk one, and a rash one with three functions. */
export const trainings = [
  { name: 'relu', rate: 0.1 },
  { name: 'relu', rate: 0.15 },
  { name: 'relu', rate: 0.18 },
  { name: 'leaky_relu', rate: 0.18 },
  { name: 'gelu', rate: 0.18 },
] as const satisfies readonly { readonly name: ActivationName; readonly rate: number }[]

export const draws = 12

export const trained = once(() => trainings.map((each) => ({ ...each, ...courses(each.name, each.rate, draws) })))
