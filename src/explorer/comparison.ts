import { folded } from './parts.ts'
import { beside } from './sections/beside.ts'
import { changes } from './sections/changes.ts'
import { matrices } from './sections/matrices.ts'
import { costs } from './sections/operations.ts'
import { weights } from './sections/tensors.ts'
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
    [a, b].map((study) => [
      folded(`Products of ${study.choice.title}`, costs(study)),
      folded(`Tensors of ${study.choice.title}`, weights(study)),
    ]),
  ),
]
