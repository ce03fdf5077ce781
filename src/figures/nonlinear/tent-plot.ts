import { scaleLinear } from 'd3-scale'
import { digits, el, lineAcross, lineDown, picture, shape, type Svg } from '../svg.ts'
import { label } from '../charts/label.ts'
import { pieces, tents } from './collapse.ts'

/** The tent put into itself, a panel for each depth, with the number of its straight pieces. */
export function tentPlot(depths: readonly number[], width: number, className: string): Svg {
  const columns = width < 400 ? 2 : depths.length
  const [gap, height] = [16, 132]
  const panel = (width - gap * (columns - 1)) / columns
  const rows = Math.ceil(depths.length / columns)
  const drawn = depths.map((depth, i) => {
    const at = `translate(${digits((i % columns) * (panel + gap))} ${digits(Math.floor(i / columns) * (height + 14))})`
    const [x, y] = [scaleLinear([0, 1], [1, panel - 1]), scaleLinear([0, 1], [height - 4, 42])]
    const steps = 2 ** depth
    const points = Array.from(
      { length: steps + 1 },
      (_, n) => `${digits(x(n / steps))} ${digits(y(tents(n / steps, depth)))}`,
    )
    return el(
      'g',
      { transform: at },
      label(0, 13, `${depth} ${depth === 1 ? 'layer' : 'layers'}`, 'strong'),
      label(0, 30, `${pieces(depth)} pieces`, 'quiet'),
      shape('base', [lineAcross(y(0), x(0), x(1)), lineDown(x(0), y(1), y(0))]),
      el('path', { class: 'line', d: `M${points.join('L')}` }),
    )
  })
  const title = 'A tent function composed with itself'
  const description = depths.map((depth) => `${depth} layers: ${pieces(depth)} pieces.`).join(' ')
  return picture({ width, height: rows * (height + 14) - 10, title, description, class: className }, ...drawn)
}
