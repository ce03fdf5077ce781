import { exact } from '../engine/format.ts'
import { count, isMask, nodesOf, polynomial, stacksOf, type Scope } from '../engine/index.ts'
import type { Model } from '../models/index.ts'
import { complete } from '../models/quantities.ts'
import { maskCells, maskGrid } from './mask.ts'
import { measure } from './measure.ts'
import { clock, tablesOf } from './positions.ts'
import { shapeLabel, sideLabel, sideStroke, type Side } from './sides.ts'
import { digits, el, escape, picture, type Svg } from './svg.ts'
import { weightsOf, type Matrix } from './weights.ts'

/** The small figure of a model on the home page: what sets it apart. Every card is 240 by 156. */
export function cardFigure(title: string, model: Model): Svg {
  const stacks = stacksOf(model.graph)
  if (stacks.length > 1) return bridgeCard(title, model, stacks)
  if (tablesOf(model.graph, 'angles').length > 0) return clockCard(title, model)
  const masks = nodesOf(model.graph.root).filter(isMask)
  return masks.some(({ attributes }) => attributes.kind === 'causal') ? maskCard(title) : areaCard(title, model)
}

/** Where the parameters are: the word table beside its stack of blocks, area to scale. */
export function areaCard(title: string, model: Model): Svg {
  const bindings = complete(model.graph, model.sizes)
  const { matrices, vectors } = weightsOf(model.graph, bindings)
  const words = matrices.find(({ loop }) => !loop)!
  const blocks = matrices.filter(({ loop }) => loop)
  const layers = blocks[0]!.repeat
  const parts = byPart(blocks)
  const one = sum(blocks.map((matrix) => matrix.count))
  const [top, height] = [20, 112]
  const drawn = words.count + layers * one
  const share = words.count / drawn
  const left = card.width * share
  const rows = Array.from({ length: layers }, (_, i) => top + (i * height) / layers)
  const cut = Math.min(1.5, height / layers / 4)
  const all = sum([...matrices.map((m) => m.count * m.repeat), ...vectors.map((v) => v.side.length * v.repeat)])
  let x = left
  const columns = parts.map(({ name, count }, i) => {
    const width = (card.width - left) * (count / one)
    const own = { x, width, name, isLast: i === parts.length - 1 }
    x += width
    return own
  })
  const layer: Side = { axes: 'L', length: layers, lengths: [layers] }
  const description =
    `The word table has ${exact(words.count)} parameters, ${percent(share)} of what is drawn. Each of ${layers} blocks has ` +
    `${parts.map(({ name, count }) => `${exact(count)} in ${name}`).join(' and ')}. ${exact(all - drawn)} of ${exact(all)} are too few to draw.`
  return picture(
    { ...card, title: `The parameters of ${title}, area to scale`, description, class: 'mx card-figure' },
    el('rect', { class: 'weight', x: 0, y: top, width: left, height }),
    ...columns.map(({ x, width, isLast }) =>
      el('rect', { class: isLast ? 'weight' : 'weight first', x, y: top, width, height }),
    ),
    ...rows
      .slice(1)
      .map((y) => el('path', { class: 'gap', 'stroke-width': cut, d: `M${digits(left)} ${digits(y)}H${card.width}` })),
    ...columns.map(({ x }) => el('path', { class: 'gap', 'stroke-width': 2, d: `M${digits(x)} ${top}v${height}` })),
    sideStroke(words.columns, 0, top + 1.5, left - 1, true, 'bold'),
    sideStroke(words.rows, 1.5, top, height, false, 'bold'),
    el('path', { class: 'side bold dim-L', d: `M${card.width - 1.5} ${top}v${height}` }),
    label('words', 0, 12, left),
    ...columns.map(({ name, x, width }) => label(short(name), x + 2, 12, width)),
    sideLabel(words.rows, 0, 151, { size: 16 }),
    sideLabel(layer, card.width, 151, { size: 16, anchor: 'end' }),
  )
}

/** What a causal mask lets through, and the row that the next token adds. */
export function maskCard(title: string, tokens = 10): Svg {
  const mask = maskGrid('causal', { T: tokens })
  const [x, y, cell] = [22, 12, 130 / tokens]
  const bottom = y + tokens * cell
  const last = { ...mask, sees: (query: number, key: number) => query === tokens - 1 && mask.sees(query, key) }
  const [keys, queries] = [side('S', tokens), side('T', tokens)]
  const row = Array.from({ length: tokens }, (_, key) => key).filter((key) => last.sees(tokens - 1, key))
  const extent = tokens * cell - 1.5
  return picture(
    {
      ...card,
      title: `The causal mask of ${title}`,
      description: `Of ${tokens} tokens, each sees itself and those before it. The last row, which the next token adds, sees all ${row.length}.`,
      class: 'mx card-figure',
    },
    maskCells({ ...mask, queries: tokens - 1 }, x, y, cell),
    el('path', {
      class: 'seen strong',
      d: row
        .map(
          (key) =>
            `M${digits(x + key * cell)} ${digits(bottom - cell)}h${digits(cell - 1.5)}v${digits(cell - 1.5)}h${digits(1.5 - cell)}z`,
        )
        .join(''),
    }),
    sideStroke(keys, x, y - 6, extent, true, 'thin'),
    sideStroke(queries, x - 6, y, extent, false, 'thin'),
    sideLabel(keys, x + extent + 6, y + 2, { size: 16, withValue: false }),
    sideLabel(queries, x - 12, y + 12, { size: 16, withValue: false, anchor: 'end' }),
    el('path', { class: 'tick', d: `M${x + tokens * cell + 3} ${digits(bottom - cell / 2 - 1)}h9` }),
    label('the next', x + tokens * cell + 17, bottom - 18, 90),
    label('token’s row', x + tokens * cell + 17, bottom - 2, 90),
  )
}

/** An encoder, a decoder, and the bridge that every decoder block crosses. */
export function bridgeCard(title: string, model: Model, [encoder, decoder]: readonly Scope[]): Svg {
  const bindings = complete(model.graph, { S: 128, ...model.sizes })
  const [from, to] = [encoder!, decoder!].map((stack) => Number(count(stack.times, bindings))) as [number, number]
  const [left, right, bridge] = [52, 180, 116]
  const [top, bottom] = [6, 140]
  const boxes = (blocks: number, x: number) => {
    const step = (bottom - top - 12) / blocks
    const high = Math.min(step * 0.66, 14)
    return Array.from({ length: blocks }, (_, i) => ({ x, y: top + 6 + (i + 0.5) * step - high / 2, high }))
  }
  const [written, read] = [boxes(from, left), boxes(to, right)]
  const box = ({ x, y, high }: { x: number; y: number; high: number }) =>
    el('rect', { class: 'block', x: x - 21, y, width: 42, height: high })
  const lines = read.map(({ y, high }) => `M${bridge} ${digits(y + high / 2)}H${right - 22}`)
  const first = read[0]!
  return picture(
    {
      ...card,
      title: `The two stacks of ${title}`,
      description: `An encoder of ${from} blocks reads the source. What it returns, [S, d], goes to each of the ${to} blocks of the decoder.`,
      class: 'mx card-figure',
    },
    el('path', { class: 'stream', d: `M${left} ${top - 6}V${bottom}M${right} ${top - 6}V${bottom + 12}` }),
    el('path', {
      class: 'side fine dim-S',
      d: `M${left} ${bottom}H${bridge}V${digits(first.y + first.high / 2)}${lines.join('')}`,
    }),
    ...written.map(box),
    ...read.map(box),
    shapeLabel(['S', 'd'], left + 10, bottom + 15),
    onEnd('encoder', left - 31, 78, side(letterOf(encoder!), from)),
    onEnd('decoder', right + 41, 78, side(letterOf(decoder!), to)),
  )
}

/** Rotary positions: pairs of features that turn, fast ones and slow ones. */
export function clockCard(title: string, model: Model, positions = 8): Svg {
  const [rule] = tablesOf(model.graph, 'angles')
  const k = Number(model.sizes['k'])
  const pairs = [0, 1, 2, 3].map((i) => Math.round((i * k) / 16))
  const turns = pairs.map((pair) => `${rule!([1, pair], 0, [positions, k]).toPrecision(2)} radians`)
  const width: Side = side('k', k)
  return picture(
    {
      ...card,
      title: `Rotary positions of ${title}`,
      description: `Four of ${k / 2} pairs of features at ${positions} positions. From one position to the next they turn by ${turns.join(', ')}.`,
      class: 'mx card-figure',
    },
    ...pairs.map((pair, i) => clock(rule!, k, pair, positions, 28 + i * 61.3, 46, 26)),
    label('fast pair', 2, 98, 100),
    el('text', { class: 'words', x: card.width - 2, y: 98, 'font-size': 12.5, 'text-anchor': 'end' }, 'slow pair'),
    sideStroke(width, 2, 113, card.width - 4, true, 'thin'),
    sideLabel(width, 2, 136, { size: 16 }),
    el(
      'text',
      { class: 'words dim-T', x: card.width - 2, y: 136, 'font-size': 12.5, 'text-anchor': 'end' },
      `${positions} positions`,
    ),
  )
}

const card = { width: 240, height: 156 }

function byPart(blocks: readonly Matrix[]): { name: string; count: number }[] {
  const parts = new Map<string, number>()
  for (const { part, count } of blocks) parts.set(part, (parts.get(part) ?? 0) + count)
  return [...parts].map(([path, count]) => ({ name: path.split('/').at(-1)!, count }))
}

/** Words where they fit. */
const label = (text: string, x: number, y: number, room: number): Svg =>
  measure(text, 'sans', 12.5) > room ? '' : el('text', { class: 'words', x, y, 'font-size': 12.5 }, escape(text))

function onEnd(text: string, x: number, y: number, blocks: Side): Svg {
  const turn = `rotate(-90 ${x} ${y})`
  const words = el('tspan', {}, `${text}\u2002`)
  const symbol = el('tspan', { class: `symbol dim-${blocks.axes}`, 'font-size': 15 }, blocks.axes)
  const value = el('tspan', { class: `value dim-${blocks.axes}`, dx: 4, 'font-size': 11.5 }, exact(blocks.length))
  return el(
    'text',
    { class: 'words', x, y, 'font-size': 12.5, 'text-anchor': 'middle', transform: turn },
    words,
    symbol,
    value,
  )
}

const letterOf = (stack: Scope): string => polynomial.symbolsOf(stack.times)[0] ?? 'L'
const short = (name: string): string => name.replace(/^self-/, '')
const side = (axis: string, length: number): Side => ({ axes: axis, length, lengths: [length] })
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
