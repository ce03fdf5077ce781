import { box, el, escape, picture, shape, type Svg } from '../svg.ts'

/** Items of one kind. */
export interface Kind {
  readonly name: string
  readonly count: number
  readonly look: 'filled' | 'half' | 'open'
}

/** Every item of a small set as one square, kind after kind, each kind with its name and number above. */
export function tally(kinds: readonly Kind[], title: string, width: number, className: string): Svg {
  const [step, size] = [19, 14]
  const across = Math.floor((width + step - size) / step)
  let top = 0
  const drawn = kinds.map(({ name, count, look }) => {
    const squares = Array.from({ length: count }, (_, i) =>
      box((i % across) * step + 0.5, top + 24 + Math.floor(i / across) * step, size, size),
    )
    const head =
      el('text', { x: 0, y: top + 14, class: 'strong' }, String(count)) +
      el('text', { x: 26, y: top + 14, class: 'ink' }, escape(name))
    top += 24 + Math.ceil(count / across) * step + 10
    return head + shape(`tally ${look}`, squares)
  })
  const description = kinds.map(({ name, count }) => `${count}: ${name}.`).join(' ')
  return picture({ width, height: top, title, description, class: className }, ...drawn)
}
