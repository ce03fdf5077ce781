import { exact } from '../../engine/format.ts'
import type { Memory } from '../../report/memory.ts'
import { formula } from '../maths.ts'
import { bar, barHead, largestOf, number, right, rounded, section, share, table } from '../parts.ts'
import type { Study } from '../study.ts'
import { h, type View } from '../view.ts'

/** What training and inference hold in memory, and whether that fits on the chip. */
export function memory({ pass, step, chip, lengths }: Study): View {
  const { memory, inference } = pass.report
  const last = step?.report.inference ?? inference
  const tokens = step === undefined ? undefined : (lengths['p'] ?? 0) + 1
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
      held(
        tokens === undefined ? 'Inference' : `Inference, after ${exact(tokens)} ${tokens === 1 ? 'token' : 'tokens'}`,
        last,
        step === undefined ? 'pass' : 'step',
        chip,
      ),
      memory && held('Training step', memory, 'pass', chip),
    ),
  )
}

function held(title: string, { recipe, parts, total }: Memory, phase: 'pass' | 'step', chip: Study['chip']): View {
  const largest = largestOf(parts.map(({ bytes }) => bytes))
  const rows = parts.map(({ name, bytes, formula: text }) => [
    [name, h('span', { class: 'below' }, formula(text))],
    bar(share(bytes, largest)),
    right([rounded(bytes, 'B', { formula: text, phase }), h('span', { class: 'below exact' }, number(bytes))], ''),
  ])
  return h(
    'div',
    {},
    h('h3', {}, title),
    h('p', { class: 'ex-note' }, recipe, '. ', fits(total, chip)),
    table(
      title,
      ['Part', barHead, right('Bytes', '')],
      [{ rows }],
      [
        [
          'Together',
          { content: '', class: 'bar' },
          right([rounded(total, 'B'), h('span', { class: 'below exact' }, number(total))], ''),
        ],
      ],
      'ex-bytes',
    ),
  )
}

/** How many chips have that much memory between them. */
function fits(total: string, { title, memory }: Study['chip']): string {
  const size = BigInt(memory)
  const needed = (BigInt(total) + size - 1n) / size
  return needed <= 1n ? `Fits on one ${title}.` : `Needs the memory of at least ${exact(needed)} × ${title}.`
}
