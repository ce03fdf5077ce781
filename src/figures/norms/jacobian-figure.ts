import { heatCells, printed, type HeatCell } from '../heat.ts'
import { label } from '../charts/label.ts'
import { digits, el, picture, type Svg } from '../svg.ts'
import { applied, eigenvalues, jacobian, type TokenNorm } from './jacobian.ts'
import { vector } from './words.ts'

/** The Jacobians of methods at one token, with their eigenvalues and what they do to two directions. */
export function jacobianFigure(x: readonly number[], of: readonly TokenNorm[], width: number, className: string): Svg {
  const across = width < 560 ? 1 : of.length
  const column = (width - (across - 1) * 32) / across
  const cell = Math.min(62, column / x.length)
  const high = 32 + x.length * 36 + 92
  const title = `The Jacobian at x = ${vector(x)}`
  const description = of.map((name) => `${headings[name]}: ${facts(name, x).join('; ')}.`).join(' ')
  return picture(
    { width, height: Math.ceil(of.length / across) * high - 16, title, description, class: `${className} mx` },
    ...of.map((name, i) =>
      el(
        'g',
        { transform: `translate(${digits((i % across) * (column + 32))} ${Math.floor(i / across) * high})` },
        one(name, x, cell),
      ),
    ),
  )
}

export const headings: Readonly<Record<TokenNorm, string>> = { layer: 'LayerNorm', rms: 'RMSNorm' }

function one(name: TokenNorm, x: readonly number[], cell: number): Svg {
  const matrix = jacobian(name, x)
  const cells = matrix.flatMap((row, i) =>
    row.map((value, j): HeatCell => {
      const place = { x: j * cell, y: 28 + i * 36, width: cell - 1, height: 35 }
      return { ...place, share: Math.abs(value) / 0.35, text: printed(value, 3), at: [cell / 2, 22] }
    }),
  )
  const below = 28 + x.length * 36 + 20
  return [
    label(0, 13, headings[name], 'strong'),
    heatCells(cells, 12),
    ...facts(name, x).map((fact, i) => label(0, below + 19 * i, fact, i === 0 ? 'ink' : 'quiet')),
  ].join('')
}

/** What is read off the Jacobian: its eigenvalues, and where it sends the token itself and a shift of all numbers. */
export function facts(name: TokenNorm, x: readonly number[]): string[] {
  const matrix = jacobian(name, x)
  const ones = x.map(() => 1)
  return [
    `eigenvalues ${vector(eigenvalues(matrix))}`,
    `J x = ${vector(applied(matrix, x))}`,
    `J 1 = ${vector(applied(matrix, ones))}`,
  ]
}
