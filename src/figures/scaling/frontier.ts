import { axisBelow, axisTitle, gridAcross, ticksBelow } from '../charts/frame.ts'
import { label, lines, widest } from '../charts/label.ts'
import { beside } from '../charts/lines.ts'
import { place, spread } from '../charts/spread.ts'
import { recipes } from '../scaling-laws.ts'
import { digits, disc, el, picture, shape, type Svg } from '../svg.ts'
import { acrossOf, budgets, drawn, markPath, sizes, spot, upOf, type Plane } from './frontier-plane.ts'
import { amount, powerOfTen } from './words.ts'

/** A model that was trained: its size, and the FLOPs of its training. */
export interface Trained {
  readonly name: string
  readonly N: number
  readonly C: number
}

/**
 * How large a model each law trains on a budget, and what was trained. The line and the dots at the budget `C` carry
 * what a script needs to move them.
 */
export function frontier(C: number, models: readonly Trained[], width: number, className: string): Svg {
  const narrow = width < 400
  const names = drawn.map(({ recipe }) => recipes[recipe]!.name)
  const room = narrow ? 84 : Math.min(widest(names) + 14, 160)
  const plane: Plane = { left: 46, right: width - room, top: 30, bottom: 350 }
  const powers = (from: number, to: number, every: number) =>
    Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, i) => 10 ** (from + i * every))
  const across = powers(budgets.from, budgets.to, narrow ? 3 : 1).map((value) => ({
    at: acrossOf(plane, value),
    words: powerOfTen(value, 1).replace('1·', ''),
  }))
  const up = powers(sizes.from, sizes.to, 1).map((value) => ({
    at: upOf(plane, value),
    words: value >= 1e15 ? '1,000T' : amount(value).replace(/\.0+/, ''),
  }))
  const ends = drawn.map(({ recipe }) => spot(plane, recipe, 10 ** budgets.to))
  const wrapped = names.map((name) => lines(name, room - 10))
  const heights = spread(
    ends.map(([, y], i) => y - 8.5 * (wrapped[i]!.length - 1)),
    17 * Math.max(...wrapped.map((rows) => rows.length)),
    [plane.top, plane.bottom],
  )
  const at = models.map(({ N, C }) => [acrossOf(plane, C), upOf(plane, N)] as const)
  const around = ([x, y]: readonly [number, number]) => ({ x: x - 6, y: y - 6, width: 12, height: 12 })
  const boxes = place(
    models.map(({ name }, i) => beside(name, ...at[i]!, plane)),
    [...[...at, ...drawn.map(({ recipe }) => spot(plane, recipe, C))].map(around)],
  )
  return picture(
    {
      width,
      height: plane.bottom + 44,
      title: 'Model size by training budget, as each law would choose it',
      description: [
        ...drawn.map(({ recipe }) => {
          const { name, optimum } = recipes[recipe]!
          return `${name}: ${[1e20, 1e22, 1e24, 1e27].map((C) => `${amount(optimum(C).N)} at ${powerOfTen(C, 1)}`).join(', ')}.`
        }),
        ...models.map(({ name, N, C }) => `${name} was trained with ${amount(N)} at ${powerOfTen(C)}.`),
      ].join(' '),
      class: className,
    },
    axisTitle(0, 13, 'parameters, log scale', 'start'),
    gridAcross(up, plane),
    axisBelow(across, plane),
    ticksBelow(across, plane.bottom + 18, [0, width]),
    axisTitle(plane.right, plane.bottom + 38, 'training FLOPs, log scale'),
    ...drawn.map(({ recipe, look }) => {
      const [from, to] = [budgets.from, budgets.to].map((power) => spot(plane, recipe, 10 ** power))
      return el('path', { class: look, d: `M${from!.join(' ')}L${to!.join(' ')}` })
    }),
    shape(
      'leader',
      ends.map(([x, y], i) => `M${digits(x + 3)} ${digits(y)}L${digits(plane.right + 6)} ${digits(heights[i]!)}`),
    ),
    ...wrapped.flatMap((rows, i) =>
      rows.map((row, n) =>
        label(plane.right + 9, heights[i]! + 4.5 + 17 * n, row, drawn[i]!.look === 'line' ? 'strong' : 'ink'),
      ),
    ),
    ...models.map(({ name }, i) => label(boxes[i]!.x, boxes[i]!.y + 12, name, 'halo ink')),
    shape(
      'dot filled',
      at.map(([x, y]) => disc(x, y, 3.5)),
    ),
    el('path', {
      class: 'reference',
      d: markPath(plane, C),
      'data-mark': '',
      'data-plane': `${plane.left} ${plane.right} ${plane.top} ${plane.bottom}`,
    }),
    ...drawn.map(({ recipe }) => {
      const [cx, cy] = spot(plane, recipe, C)
      return el('circle', { class: 'dot', cx, cy, r: 4.5, 'data-spot': recipe })
    }),
  )
}
