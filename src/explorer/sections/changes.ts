import { exact, signed } from '../../engine/format.ts'
import { polynomial, symbols } from '../../engine/index.ts'
import { diff, measures, totalOf, type Change, type Measure, type Sized, type Totals } from '../../figures/diff.ts'
import type { Piece } from '../../figures/diff-pieces.ts'
import { cellOf, groupsOf, isListed, type Line } from '../../figures/diff-rows.ts'
import { maths, symbol } from '../maths.ts'
import { number, quiet, right, section, table, type Cell, type Origin } from '../parts.ts'
import type { Study } from '../study.ts'
import { totalsOf } from '../totals.ts'
import { stacked } from '../stacked.ts'
import { h, type View } from '../view.ts'

/** From one model to the other, part by part; the deltas add up to the difference of the two. */
export function changes(a: Study, b: Study): View {
  const { changes, before, after, delta } = diff(sized(a), sized(b))
  const groups = groupsOf(changes).map(({ title, changes }) => {
    const listed = changes.filter(isListed)
    const rest = changes.filter((change) => !isListed(change)).flatMap(({ after }) => cellOf(after, sized(b)))
    return {
      title,
      rows: [
        ...listed.map((change) => [
          quiet(words[change.kind]),
          ...sides(change, a, b),
          ...amounts(change.delta, deltaOf(change, a, b), signed),
        ]),
        ...(rest.length > 0 ? [[quiet('as before'), { content: unchanged(rest), class: 'quiet rest', span: 5 }]] : []),
      ],
    }
  })
  return section(
    'changes',
    `From ${a.choice.title} to ${b.choice.title}`,
    h(
      'p',
      {},
      'Every operation and weight of one model against those of the other: what was resized, changed, added and removed, and what that does to parameters, to matmul FLOPs of one pass, and to the cache. The rows add up to the last line.',
    ),
    stacked(
      table(
        'The changes, part by part',
        [
          h('span', { class: 'vh' }, 'Change'),
          a.choice.title,
          b.choice.title,
          right('Parameters', ''),
          right(['FLOPs, ', symbol('T'), ` = ${exact(a.pass.bindings['T'] ?? a.pass.bindings['S'] ?? 0)}`], ''),
          right('Cache, bytes a token', ''),
        ],
        [...sizes(a, b), ...groups],
        [
          [{ content: a.choice.title, span: 3 }, ...amounts(before, wholeOf(a), exact)],
          [{ content: b.choice.title, span: 3 }, ...amounts(after, wholeOf(b), exact)],
          [
            { content: 'Difference, the sum of the rows above', span: 3 },
            ...amounts(delta, differenceOf(a, b), signed),
          ],
        ],
        'stacks diff',
      ),
      ['', a.choice.title, b.choice.title, 'Parameters', 'FLOPs', 'Cache, bytes a token'],
    ),
  )
}

const words = { same: '', resized: 'resized', changed: 'changed', added: 'added', removed: 'removed' }

/** A model at the sizes of its whole pass. */
export const sized = ({ model, pass }: Study): Sized => ({ graph: model.graph, bindings: pass.bindings })

type Origins = Readonly<Record<Measure, Origin | undefined>>

/** Parameters, FLOPs, and the cache at two bytes a number. */
function amounts(totals: Totals, origins: Origins, write: (value: bigint | number) => string): Cell[] {
  return measures.map((measure) => {
    const value = measure === 'cache' ? 2n * totals.cache : totals[measure]
    return right(number(value, origins[measure], write), value === 0n ? 'exact quiet' : 'exact')
  })
}

const wholeOf = (study: Study): Origins => {
  const { parameters, pass, cache } = totalsOf(study)
  return { parameters: parameters.origin, matmul: pass.origin, cache: cache?.origin }
}

const differenceOf = (a: Study, b: Study): Origins => {
  const [before, after] = [wholeOf(a), wholeOf(b)]
  return byMeasure((measure) => minus(after[measure], before[measure]))
}

/** What the second model has more in one change, by the formulas of both. */
const deltaOf = ({ before, after }: Change, a: Study, b: Study): Origins =>
  byMeasure((measure) => minus(originOf(after, measure, b), originOf(before, measure, a)))

function originOf(pieces: readonly Piece[], of: Measure, { pass }: Study): Origin | undefined {
  const sum = totalOf(pieces, of)
  const poly = of === 'cache' ? polynomial.add(sum, sum) : sum
  return poly.terms.size === 0 ? undefined : { formula: polynomial.print(poly), phase: pass.id, of }
}

function minus(after: Origin | undefined, before: Origin | undefined): Origin | undefined {
  if (after !== undefined) return { ...after, less: before }
  return before && { ...before, formula: polynomial.print(polynomial.negate(polynomial.parse(before.formula))) }
}

const byMeasure = (of: (measure: Measure) => Origin | undefined): Origins => ({
  parameters: of('parameters'),
  matmul: of('matmul'),
  cache: of('cache'),
})

function sides({ before, after }: Change, a: Study, b: Study): View[] {
  return [cellOf(before, sized(a)), cellOf(after, sized(b))].map((lines) =>
    lines.length === 0 ? quiet('none') : lines.map((line) => h('span', { class: 'piece' }, piece(line))),
  )
}

const piece = ({ tex, words, shape }: Line): View => [
  tex !== undefined && maths(tex),
  words,
  shape !== undefined && ['\u2002', h('span', { class: 'exact' }, shape)],
]

const unchanged = (lines: readonly Line[]): View =>
  lines.map(({ tex, words }) => h('span', {}, tex !== undefined && maths(tex), words))

/** The sizes that both models have and that differ; what that costs is counted in the rows of the parts. */
function sizes(a: Study, b: Study) {
  const [own, other] = [a.model.sizes, b.model.sizes]
  const resized = symbols.filter(({ symbol }) => symbol in own && symbol in other && own[symbol] !== other[symbol])
  if (resized.length === 0) return []
  const values = (of: typeof own): Cell => ({
    content: resized.map(({ symbol: name }) => h('span', {}, symbol(name), ` ${exact(of[name]!)}`)),
    class: 'sizes',
  })
  return [
    {
      title: 'Sizes',
      rows: [
        [
          quiet('resized'),
          values(own),
          values(other),
          { content: 'counted in the rows below', class: 'r quiet', span: 3 },
        ],
      ],
    },
  ]
}
