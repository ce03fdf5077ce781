import { duration, short } from '../../engine/format.ts'
import { attainable, ridge } from '../../engine/hardware.ts'
import { kernelsOf } from '../../figures/charts/kernels.ts'
import { roofline as draw, type Kernel } from '../../figures/charts/roofline.ts'
import { constant, multiply } from '../../engine/poly.ts'
import { intensity } from '../../engine/traffic.ts'
import { folded, right, section, table } from '../parts.ts'
import { formats } from '../settings.ts'
import type { Phase, Study } from '../study.ts'
import { h, type View } from '../view.ts'

/** The products of the model's last kind of block on the roofline of the chosen chip. */
export function roofline({ pass, step, stacks, settings, model, choice }: Study): View {
  const block = stacks.at(-1)
  if (block === undefined) return false
  const { format, chip } = settings
  const products = kernelsOf(model.graph, block)
  const own = (phase: Phase, filled: boolean) =>
    products.map(({ name, flops, moved }): Kernel & { readonly intensity: number } => {
      const bytes = multiply(constant(formats[format]), moved)
      return { name, filled, intensity: intensity(flops, bytes, phase.bindings) }
    })
  const kernels = [...own(pass, true), ...(step ? own(step, false).filter(({ intensity }) => intensity > 0) : [])]
  const intensities = kernels.map(({ intensity }) => intensity)
  const names = step ? ['prefill', 'decode'] : []
  const chart = {
    title: `${choice.title} on a ${chip.title}`,
    accelerator: chip,
    precision: format,
    kernels,
    phases: names,
  }
  const phases = step ? [pass, step] : [pass]
  return section(
    'roofline',
    `What holds it back on a ${chip.title}`,
    h(
      'p',
      {},
      `Left of the ridge, at ${Math.round(ridge(chip, format))} FLOPs for each byte, memory sets the pace; right of it, arithmetic. `,
      phases.map((phase, i) => [
        i > 0 && ', ',
        i === 0 ? `${phase.title}: ` : `${phase.title.toLowerCase()}: `,
        h('b', {}, duration(phase.seconds)),
        ' at best',
      ]),
      ', each product at its own roofline and one after the other.',
    ),
    h(
      'figure',
      { class: 'chart' },
      { svg: draw(chart, intensities, 616, 'chart-svg wide') },
      { svg: draw(chart, intensities, 350, 'chart-svg narrow') },
      h(
        'figcaption',
        {},
        h('strong', {}, 'Which products does memory slow down?'),
        ' Those on the slope. ',
        `One ${block.name} of ${choice.title}. Source of the chip’s figures: ${chip.source}.`,
      ),
    ),
    folded(
      'The numbers',
      table(
        'The numbers of the roofline',
        ['Products', right('FLOPs per byte', ''), right('Attainable', '')],
        [
          {
            rows: kernels.map(({ name, intensity, filled }) => [
              [name, names[filled ? 0 : 1]].filter(Boolean).join(', '),
              right(intensity.toPrecision(3)),
              right(short(attainable(chip, format, intensity), 'FLOP/s')),
            ]),
          },
        ],
      ),
    ),
  )
}
