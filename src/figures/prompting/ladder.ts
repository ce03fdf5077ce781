import { picture, el, digits, type Svg } from '../svg.ts'
import { axisTitle, dot, gridDown, horizontal, ticksBelow, vertical, type Plot } from '../charts/frame.ts'
import { label, lines, widest } from '../charts/label.ts'
import { scaleFor } from '../charts/plane.ts'

/** A step from one score to the next, as two figures of one paper have it. */
export interface Rung {
  readonly name: string
  readonly ablation: readonly [from: number, to: number]
  readonly components: readonly [from: number, to: number]
}

export interface Ladder {
  readonly title: string
  readonly description: string
  readonly rungs: readonly Rung[]
  /** Scores to compare with, below the steps. */
  readonly marks: readonly { readonly name: string; readonly value: number }[]
  readonly range: readonly [number, number]
}

/** What a step adds, with a true plus and one decimal. */
export const gain = ([from, to]: readonly [number, number]): string => `+${(to - from).toFixed(1)}`

/**
 * Steps from score to score, each a bar that begins where the one before ended: dark in one decomposition, open in the
 * other where that differs. Other systems are dots on the same axis.
 */
export function ladder({ title, description, rungs, marks, range }: Ladder, width: number, className: string): Svg {
  const narrow = width < 400
  const all = [...rungs, ...marks].map(({ name }) => name)
  const names = narrow ? 0 : Math.min(widest(all) + 16, width * 0.38)
  const plot: Plot = { left: names, right: width - (narrow ? 64 : 92), top: 4, bottom: 0 }
  const x = scaleFor({ title: '', unit: '%', from: range[0], to: range[1] }, [...range], [plot.left + 4, plot.right], 4)
  let y = 4
  const drawn: Svg[] = []
  for (const { name, ablation, components } of rungs) {
    const differs = ablation.join() !== components.join()
    const height = (differs ? 48 : 30) + (narrow ? 18 : 0)
    const bar = y + (narrow ? 21 : 5)
    const end = `${gain(ablation)}${differs ? '' : ` to ${ablation[1]}`}`
    drawn.push(named(name, narrow ? y + 14 : bar + (differs ? 22 : 14)))
    drawn.push(bars(ablation, bar, 'bar-mark strong'))
    drawn.push(label(x(ablation[1]) + 8, bar + 13, differs ? `${gain(ablation)} to ${ablation[1]}` : end, 'strong'))
    if (differs) {
      drawn.push(bars(components, bar + 21, 'bar-mark open'))
      drawn.push(label(x(components[1]) + 8, bar + 34, `${gain(components)} to ${components[1]}`, 'quiet'))
    }
    y += height
  }
  y += 8
  for (const { name, value } of marks) {
    const middle = y + (narrow ? 30 : 13)
    drawn.push(horizontal(middle, plot.left, plot.right, 'grid'))
    drawn.push(named(name, narrow ? y + 14 : middle + 4.5), dot(x(value), middle, 'dot filled'))
    drawn.push(label(x(value) + 10, middle + 4.5, String(value.toFixed(1)), 'strong'))
    y += narrow ? 44 : 26
  }
  return picture(
    { width, height: y + 40, title, description, class: className },
    gridDown(x.ticks, { ...plot, bottom: y }),
    ...drawn,
    narrow ? '' : vertical(names, 0, y, 'base'),
    ticksBelow(x.ticks, y + 18, [0, width]),
    axisTitle(plot.right, y + 35, 'questions answered right'),
  )

  function named(name: string, baseline: number): Svg {
    if (narrow) return label(0, baseline, name, 'ink')
    const text = lines(name, names - 12)
    return text
      .map((line, n) => label(names - 12, baseline + 15 * (n - (text.length - 1) / 2), line, 'ink', 'end'))
      .join('')
  }

  function bars([from, to]: readonly [number, number], top: number, kind: string): Svg {
    const [a, b] = [x(from), x(to)]
    return el('path', { class: kind, d: `M${digits(a)} ${digits(top)}H${digits(b)}v17H${digits(a)}z` })
  }
}
