import { folded } from './parts.ts'
import { beside } from './sections/beside.ts'
import { changes } from './sections/changes.ts'
import { matrices } from './sections/matrices.ts'
import { operations } from './sections/operations.ts'
import { tensors } from './sections/tensors.ts'
import type { Study } from './study.ts'
import { h, type View } from './view.ts'

/** Everything that /compare/ says about two models. */
export const comparison = (a: Study, b: Study): View => [
  beside(a, b),
  changes(a, b),
  matrices([a, b]),
  h(
    'section',
    { class: 'ex-section' },
    h('h2', {}, 'Each by itself'),
    [a, b].map((study, i) => [
      folded(`Products of ${study.choice.title}`, operations(study, `products-${i}`)),
      folded(`Tensors of ${study.choice.title}`, tensors(study, `tensors-${i}`)),
    ]),
  ),
]
