import { count, type Bindings } from '../../engine/index.ts'
import { draws } from './dot-products.ts'
import { layers, type LayerName } from './layers.ts'
import { likeness } from './places.ts'
import { reaches } from './reach.ts'
import { counted, learningRate, rented, trainings } from './training.ts'
import { ranges } from './vocabulary.ts'

const here = 'computed here'

/** What is left of the first state after each step. */
export const reachSeries = () =>
  reaches().map(({ name, left }) => ({
    name,
    points: left.map((value, t): [number, number] => [t + 1, value]),
    strong: name.endsWith('held'),
    source: here,
  }))

/** The slope of softmax by the width of a head, with the root and without. */
export const slopeSeries = () =>
  (['scaled', 'plain'] as const).map((which) => ({
    name: which === 'scaled' ? 'divided by √k' : 'as they are',
    points: draws().map((draw): [number, number] => [draw.k, draw[which].slope]),
    strong: which === 'scaled',
    source: here,
  }))

/** The likeness of two positions by their distance, for a width. */
export const likenessSeries = (d: number, to: number) => [
  {
    name: `d = ${d}`,
    points: Array.from({ length: to + 1 }, (_, n): [number, number] => [n, likeness(n, d)]),
    strong: true,
    source: here,
  },
]

/** FLOPs a token of some layers by the length of the sequence. */
export const lengthSeries = (of: readonly LayerName[], bindings: Bindings, range: readonly [number, number]) =>
  of.map((name) => ({
    name: layers[name].title,
    f: (S: number): number => Number(count(layers[name].perToken, { ...bindings, S: Math.round(S) })),
    range: [...range] as [number, number],
    strong: !layers[name].waits,
    as: layers[name].waits ? ('dashed' as const) : ('line' as const),
    source: here,
  }))

/** The learning rate over the first steps of training. */
export const rateSeries = (to: number) =>
  [
    { name: 'base', d: 512, strong: true },
    { name: 'big', d: 1024, strong: false },
  ].map(({ name, d, strong }) => ({
    name,
    points: Array.from({ length: 101 }, (_, i): [number, number] => {
      const step = Math.max(1, (i * to) / 100)
      return [step, learningRate(step, d)]
    }),
    strong,
    source: 'Vaswani et al. 2017, eq. 3',
  }))

/** The vocabulary that each printed size implies. */
export const vocabularyRows = ranges.map(({ name, from, to }) => ({
  name,
  from,
  value: to,
  source: 'Vaswani et al. 2017, Table 3',
}))

/** Training of the two models: the printed price beside the counted work. */
export const trainingRows = () =>
  Object.entries(trainings).flatMap(([name, training]) => [
    {
      name: `${name}, as printed`,
      value: Math.round(rented(training)),
      source: 'Vaswani et al. 2017, Table 2 and §5.2',
    },
    { name: `${name}, counted`, value: Math.round(counted(training)), strong: true, source: here },
  ])
