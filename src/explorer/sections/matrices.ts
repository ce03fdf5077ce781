import { exact } from '../../engine/format.ts'
import type { Scope } from '../../engine/index.ts'
import { matrices as draw, type Panel } from '../../figures/matrices.ts'
import { sideText } from '../../figures/sides.ts'
import { weightsOf } from '../../figures/weights.ts'
import { folded, right, section, table } from '../parts.ts'
import type { Study } from '../study.ts'
import { h, type View } from '../view.ts'

/** The weights of one block of each stack of each model, all at one scale. */
export function matrices(studies: readonly Study[]): View {
  const panels = studies.flatMap((study) => study.stacks.map((stack) => panelOf(study, stack, studies.length > 1)))
  return section(
    'matrices',
    studies.length > 1 ? 'Their matrices, at one scale' : 'Its matrices, to scale',
    h(
      'figure',
      { class: 'fig' },
      h('div', { class: 'at wide medium' }, { svg: draw(panels, { width: 616, vectors: true }) }),
      h('div', { class: 'at narrow' }, { svg: draw(panels, { width: 350, vectors: true }) }),
      h(
        'figcaption',
        {},
        h('strong', {}, 'How large is each weight?'),
        ' Sides are sizes and area is parameters, for one block',
        studies.length > 1
          ? ' of each, at one scale for both models.'
          : panels.length > 1
            ? ' of each stack, at one scale.'
            : '.',
      ),
    ),
    folded(
      'The numbers',
      table(
        'The matrices in numbers',
        ['Weight', right('Rows', ''), right('Columns', ''), right('Parameters in one', '')],
        panels.map(({ title, graph, bindings, scope }) => ({
          title: panels.length > 1 && title,
          rows: weightsOf(graph, bindings, scope).matrices.map(({ checkpoint, rows, columns, count }) => [
            h('code', { class: 'weight' }, checkpoint),
            right(sideText(rows), ''),
            right(sideText(columns), ''),
            right(exact(count)),
          ]),
        })),
      ),
    ),
  )
}

function panelOf({ choice, model, pass, stacks }: Study, scope: Scope, named: boolean): Panel {
  const part = stacks.length > 1 ? scope.parent!.name : ''
  const title = [named || part === '' ? choice.title : '', part].filter(Boolean).join(', ')
  return { title, graph: model.graph, bindings: pass.bindings, scope }
}
