import { exact } from '../../engine/format.ts'
import type { Memory } from '../../report/memory.ts'
import { formula } from '../maths.ts'
import {
  bar,
  barHead,
  largestOf,
  number,
  right,
  rounded,
  section,
  share,
  table,
  type Cell,
  type Origin,
} from '../parts.ts'
import type { Chip } from '../settings.ts'
import type { Phase, Study } from '../study.ts'
import { held } from '../totals.ts'
import { h, type View } from '../view.ts'

/** What training and inference hold in memory, and whether that fits on the chip. */
export function memory({ pass, step, settings: { chip }, lengths }: Study): View {
  const last = step ?? pass
  const tokens = (lengths['p'] ?? 0) + 1
  return section(
    'memory',
    'What it holds in memory',
    h(
      'p',
      {},
      'Bytes, part by part. What an operation needs only while it runs comes on top; activations can be computed twice instead of kept.',
    ),
    h(
      'div',
      { class: 'ex-pair' },
      holding(
        step ? `Inference, after ${exact(tokens)} ${tokens === 1 ? 'token' : 'tokens'}` : 'Inference',
        last.report.inference,
        last,
        chip,
      ),
      pass.report.memory && holding('Training step', pass.report.memory, pass, chip),
    ),
  )
}

function holding(title: string, memory: Memory, phase: Phase, chip: Chip): View {
  const largest = largestOf(memory.parts.map(({ bytes }) => bytes))
  const cell = (value: string, origin: Origin): Cell =>
    right([rounded(value, 'B'), h('span', { class: 'below exact' }, number(value, origin))], '')
  const { value, origin } = held(memory, phase, `${title}, in bytes`)
  return h(
    'div',
    {},
    h('h3', {}, title),
    h('p', { class: 'ex-note' }, memory.recipe, '. ', fits(memory.total, chip)),
    table(
      title,
      ['Part', barHead, right('Bytes', '')],
      [
        {
          rows: memory.parts.map(({ name, bytes, formula: text }) => [
            [name, h('span', { class: 'below' }, formula(text))],
            bar(share(bytes, largest)),
            cell(bytes, { formula: text, phase: phase.id, of: `${name}, in bytes` }),
          ]),
        },
      ],
      [['Together', { content: '', class: 'bar' }, cell(value, origin)]],
      'ex-bytes',
    ),
  )
}

/** How many chips have that much memory between them. */
function fits(total: string, { title, memory }: Chip): string {
  const size = BigInt(memory)
  const needed = (BigInt(total) + size - 1n) / size
  return needed <= 1n ? `Fits on one ${title}.` : `Needs the memory of at least ${exact(needed)} × ${title}.`
}
