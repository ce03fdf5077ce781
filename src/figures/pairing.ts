import { box, el, escape, picture, shapes, type Shape, type Svg } from './svg.ts'

/** Which pair a feature belongs to, and whether it is the pair's second. */
export type Pairing = (feature: number, width: number) => { readonly pair: number; readonly second: boolean }

/** The two ways in which rotary codes form pairs: neighbors, as in the paper, or halves, as in transformers. */
export const pairings = {
  neighbors: (feature) => ({ pair: Math.floor(feature / 2), second: feature % 2 === 1 }),
  halves: (feature, width) => ({ pair: feature % (width / 2), second: feature >= width / 2 }),
} as const satisfies Record<string, Pairing>

/** Where the features of a head go when weights stored for neighbors are rearranged for halves: new place by old place. */
export function permutation(width: number): number[] {
  return Array.from({ length: width }, (_, feature) => {
    const { pair, second } = pairings.neighbors(feature)
    return pair + (second ? width / 2 : 0)
  })
}

/** One head's features in both orders, pairs joined by arcs, and where each goes from one to the other. */
export function pairing(k: number, width: number): Svg {
  const cell = Math.min((width - 2) / k, 56)
  const left = (width - k * cell) / 2
  const top = 26 + arcHeight(k, cell, 'neighbors')
  const lower = top + cell * 0.72 + 84
  const high = cell * 0.72
  const moves = permutation(k).map((to, from) => {
    const [x, y] = [left + (from + 0.5) * cell, top + high + 4]
    const [end, stop] = [left + (to + 0.5) * cell, lower - 4]
    const middle = (y + stop) / 2
    const d = `M${r(x)} ${r(y)}C${r(x)} ${r(middle)} ${r(end)} ${r(middle)} ${r(end)} ${r(stop)}`
    return el('path', { class: from % 2 === 0 ? 'move' : 'move second', d })
  })
  const height = lower + high + arcHeight(k, cell, 'halves') + 26
  const description =
    `A head of ${k} features. In the paper a pair is two neighbors, in transformers feature i and feature i + ${k / 2}. ` +
    `From one order to the other, feature i goes to: ${permutation(k)
      .map((to, from) => `${from} to ${to}`)
      .join(', ')}.`
  return picture(
    { width, height, title: 'Two orders of the features that rotary codes turn in pairs', description, class: 'mx' },
    el('text', { class: 'words', x: left, y: 14, 'font-size': 14 }, escape('The paper: neighbors turn together')),
    ...arcs(k, cell, left, top - 3, 'neighbors', -1),
    row(k, cell, high, left, top, (place) => place),
    ...moves,
    row(k, cell, high, left, lower, (place) => permutation(k).indexOf(place)),
    ...arcs(k, cell, left, lower + high + 3, 'halves', 1),
    el(
      'text',
      { class: 'words', x: left, y: height - 6, 'font-size': 14 },
      escape('transformers: halves turn together'),
    ),
  )
}

function row(k: number, cell: number, high: number, left: number, y: number, feature: (place: number) => number): Svg {
  const features = Array.from({ length: k }, (_, place) => {
    const own = feature(place)
    return { own, x: left + place * cell, even: !pairings.neighbors(own).second }
  })
  const numbers = features.map(({ own, x, even }) =>
    el('text', { class: even ? 'even' : undefined, x: x + cell / 2 - 1, y: y + high / 2 + 4.5 }, `${own}`),
  )
  return (
    shapes(features.map(({ x, even }): Shape => [even ? 'stored even' : 'stored', box(x, y, cell - 2, high)])) +
    el('g', { class: 'address', 'font-size': 13, 'text-anchor': 'middle' }, ...numbers)
  )
}

function arcs(k: number, cell: number, left: number, y: number, kind: keyof typeof pairings, way: 1 | -1): Svg[] {
  const places = Array.from({ length: k }, (_, i) => ({ i, ...pairings[kind](i, k) }))
  return places
    .filter(({ second }) => !second)
    .map(({ i, pair }) => {
      const other = places.find((place) => place.pair === pair && place.second)!.i
      const [from, to] = [left + (i + 0.5) * cell - 1, left + (other + 0.5) * cell - 1]
      const deep = (to - from) * 0.3
      return el('path', {
        class: 'arc dim-k',
        d: `M${r(from)} ${r(y)}C${r(from)} ${r(y + way * deep * 1.33)} ${r(to)} ${r(y + way * deep * 1.33)} ${r(to)} ${r(y)}`,
      })
    })
}

const arcHeight = (k: number, cell: number, kind: keyof typeof pairings): number =>
  (kind === 'neighbors' ? cell : (cell * k) / 2) * 0.32 + 4

const r = (value: number): number => Math.round(value * 100) / 100
