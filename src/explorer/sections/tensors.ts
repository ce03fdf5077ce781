import { exact } from '../../engine/format.ts'
import { stored } from '../maths.ts'
import { bar, barHead, largestOf, number, right, section, share, table } from '../parts.ts'
import type { Study } from '../study.ts'
import { h, type View } from '../view.ts'

/** Every weight under its checkpoint name. */
export const tensors = (study: Study): View => section('tensors', 'Every tensor of the checkpoint', weights(study))

/** The same without its heading. */
export function weights({ pass, model }: Study): View {
  const { parameters } = pass.report
  const largest = largestOf(parameters.tensors.map(({ count }) => count))
  return [
    h(
      'p',
      {},
      `The names and shapes of ${model.class}’s state dict; {i} stands for the block.`,
      parameters.tied.length > 0 && [
        ' ',
        parameters.tied.map((name, i) => [i > 0 && ', ', h('code', { class: 'weight' }, name)]),
        parameters.tied.length === 1 ? ' is tied and has' : ' are tied and have',
        ' no parameters of its own.',
      ],
    ),
    table(
      'Tensors',
      [
        'Tensor',
        { content: 'Axes', class: 'formula' },
        right('Shape', ''),
        right('Blocks', ''),
        barHead,
        right('Parameters', ''),
      ],
      [
        {
          rows: parameters.tensors.map(({ name, stored: layout, shape, repeat, count, formula }) => [
            h('code', { class: 'weight' }, name),
            { content: stored(layout), class: 'formula' },
            right(shape.map(exact).join(' × ')),
            right(repeat > 1 && exact(repeat)),
            bar(share(count, largest)),
            right(number(count, { formula, phase: pass.id, of: 'parameters' })),
          ]),
        },
      ],
      [
        [
          `${exact(parameters.tensors.length)} names, together`,
          { content: '', class: 'formula' },
          '',
          '',
          { content: '', class: 'bar' },
          right(number(parameters.total, { formula: parameters.formula, phase: pass.id, of: 'parameters' })),
        ],
      ],
      'ex-tensors',
    ),
  ]
}
