import type { Step } from './steps.ts'

/** A matrix on paper, and which head it belongs to. */
export interface Sheet {
  readonly label: string
  readonly rows: readonly (readonly number[])[]
}

/** A step as matrices of rows and columns: one for each head, and one row for what has a single axis. */
export function sheetsOf({ axes, value: { shape, data } }: Pick<Step, 'axes' | 'value'>): Sheet[] {
  const [rows, columns] = shape.length === 1 ? [1, shape[0]!] : [shape.at(-2)!, shape.at(-1)!]
  const size = rows * columns
  return Array.from({ length: data.length / size }, (_, page) => ({
    label: pageLabel(axes.slice(0, -2), shape.slice(0, -2), page),
    rows: Array.from({ length: rows }, (_, row) =>
      Array.from(data.subarray(page * size + row * columns, page * size + (row + 1) * columns)),
    ),
  }))
}

/** Every number of the steps, one a line: part, name, axes, the place along each axis from 0, the value to its last digit. */
export function csvOf(steps: readonly Step[]): string {
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = steps.flatMap(({ part, name, axes, value: { shape, data } }) =>
    Array.from(data, (number, i) =>
      [
        quoted(part.path),
        quoted(name),
        axes.map((axis) => axis.replaceAll(' ', '·')).join(' '),
        indices(shape, i).join(' '),
        number,
      ].join(','),
    ),
  )
  return ['part,name,axes,index,value', ...lines].join('\n')
}

const words: Readonly<Record<string, string>> = { h: 'head', g: 'key head', r: 'query head', 3: 'part', E: 'expert' }

function pageLabel(axes: readonly string[], shape: readonly number[], page: number): string {
  const at = indices(shape, page)
  const labels = axes.map((axis, i) => (shape[i] === 1 ? '' : `${words[axis] ?? axis} ${at[i]! + 1}`))
  return labels.filter(Boolean).join(', ')
}

/** The place along each axis of the element with a number. */
function indices(shape: readonly number[], number: number): number[] {
  const at: number[] = []
  let rest = number
  for (const length of [...shape].reverse()) {
    at.unshift(rest % length)
    rest = Math.floor(rest / length)
  }
  return at
}
