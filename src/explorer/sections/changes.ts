import { exact, signed } from '../../engine/format.ts'
import { symbols } from '../../engine/index.ts'
import { diff, measures, type Change, type Sized, type Totals } from '../../figures/diff.ts'
import { cellOf, groupsOf, isListed, type Line } from '../../figures/diff-rows.ts'
import { maths, symbol } from '../maths.ts'
import { quiet, right, section, table, type Cell } from '../parts.ts'
import type { Study } from '../study.ts'
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
          ...amounts(change.delta, signed),
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
        [{ content: a.choice.title, span: 3 }, ...amounts(before, exact)],
        [{ content: b.choice.title, span: 3 }, ...amounts(after, exact)],
        [{ content: 'Difference, the sum of the rows above', span: 3 }, ...amounts(delta, signed)],
      ],
      'diff',
    ),
  )
}

const words = { same: '', resized: 'resized', changed: 'changed', added: 'added', removed: 'removed' }

const sized = ({ model, pass }: Study): Sized => ({ graph: model.graph, bindings: pass.bindings })

/** Parameters, FLOPs, and the cache at two bytes a number. */
function amounts(totals: Totals, write: (value: bigint) => string): Cell[] {
  return measures.map((measure) => {
    const value = measure === 'cache' ? 2n * totals.cache : totals[measure]
    return right(write(value), value === 0n ? 'exact quiet' : 'exact')
  })
}

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
