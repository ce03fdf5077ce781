import { diff, type Totals } from '../figures/diff.ts'
import type { Piece } from '../figures/diff-pieces.ts'
import { cellOf, groupsOf } from '../figures/diff-rows.ts'
import { comparison } from './comparison.ts'
import { plainTex, type Contents } from './exports.ts'
import { sized } from './sections/changes.ts'
import { told } from './study-exports.ts'
import type { Study } from './study.ts'

/** What became of one model in another: the changes part by part, which add up to the difference; and each by itself. */
export const contentsOf = (a: Study, b: Study): Contents => ({
  csv: () => {
    const { changes, before, after, delta } = changesOf(a, b)
    const totals = [
      ['whole', a.choice.title, '', before],
      ['whole', '', b.choice.title, after],
      ['difference', a.choice.title, b.choice.title, delta],
    ] as const
    return [
      ['part', 'change', 'before', 'after', 'parameters', 'matmul FLOPs', 'cache bytes a token'],
      ...changes.map(({ part, change, before, after, delta }) => [
        ...[part, change, before.join('; '), after.join('; '), ...counts(delta)],
      ]),
      ...totals.map(([change, before, after, totals]) => ['', change, before, after, ...counts(totals)]),
    ]
  },
  json: () => {
    const { changes, delta } = changesOf(a, b)
    return {
      models: [told(a), told(b)],
      changes: changes.map(({ delta, ...change }) => ({ ...change, ...byName(delta) })),
      difference: byName(delta),
    }
  },
  md: () => comparison(a, b),
})

/** Every change, what stayed as it was included. */
function changesOf(a: Study, b: Study) {
  const { changes, ...totals } = diff(sized(a), sized(b))
  const names = (pieces: readonly Piece[], study: Study): string[] =>
    cellOf(pieces, sized(study)).map(({ tex = '', words = '', shape }) =>
      [`${plainTex(tex)}${words}`, ...(shape === undefined ? [] : [shape])].join(' '),
    )
  return {
    ...totals,
    changes: groupsOf(changes).flatMap(({ title: part, changes }) =>
      changes.map(({ kind: change, before, after, delta }) => ({
        ...{ part, change, before: names(before, a), after: names(after, b), delta },
      })),
    ),
  }
}

/** The counts of a change as decimal text; the cache at two bytes a number. */
const byName = ({ parameters, matmul, cache }: Totals) => ({
  parameters: String(parameters),
  matmul: String(matmul),
  cacheBytesPerToken: String(2n * cache),
})

const counts = (totals: Totals): string[] => Object.values(byName(totals))
