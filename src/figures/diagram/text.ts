import { names } from '../../engine/index.ts'
import { shapeRun, widthOf, words, type Run } from '../lettering.ts'
import { mathRuns } from '../mathtext.ts'
import { flowName, formula, hasFormula, origin, resultName } from './names.ts'
import { costOf, numberRun, timesRuns, type Numbers } from './numbers.ts'
import type { Style } from './style.ts'
import type { Flow, Vertex } from './vertices.ts'

/** A line of text in a box. */
export interface Line {
  readonly runs: readonly Run[]
  /** Distance from the line before it. */
  readonly before: number
}

/** What stands in a box: what it does, what that costs, and what it reads from elsewhere. */
export function linesOf(vertex: Vertex, aside: readonly Flow[], style: Style, numbers: Numbers): Line[] {
  const cost = costOf(numbers, vertex)
  const first = hasFormula(vertex) ? formulaRuns(vertex, style) : wordsOf(vertex, style, numbers)
  const least = vertex.kind === 'fold' ? style.fold : style.least
  const room = Math.max(least - 2 * style.pad, widthOf(first))
  return [
    { runs: first, before: 0 },
    ...(cost
      ? [{ runs: [numberRun(cost, numbers, style.number, { room, keeps: style.name === 'narrow' })], before: 20 }]
      : []),
    ...aside.map((flow) => ({
      runs: joined(sourceRuns(flow, vertex, style), shapeOf(flow, style), 5),
      before: 17,
    })),
  ]
}

/** Name and shape of a tensor where it leaves a mark. A formula that begins with the name does not repeat it. */
export function labelOf(flow: Flow, style: Style): Run[] {
  const name = flowName(flow)
  const said = hasFormula(flow.from) && name === resultName(flow.from)
  const shape = shapeOf(flow, style)
  return name === undefined || said ? shape : joined(mathRuns(name, style.formula - 1), shape, 6)
}

/** What a tensor from elsewhere is called, or where it comes from. */
export function sourceRuns(flow: Flow, reader: Vertex, style: Style): Run[] {
  const name = flowName(flow)
  if (name !== undefined) return mathRuns(name, style.formula)
  return [words(origin(flow.from, reader), style.label, 'quiet')]
}

export const shapeOf = ({ tensor }: Pick<Flow, 'tensor'>, style: Style): Run[] => axesRuns(tensor.axes, style)

export const axesRuns = (axes: string, style: Style): Run[] => [
  shapeRun(names(axes), style.shape, style.name === 'narrow'),
]

/** Two pieces of a line with a space between them. */
export const joined = (left: readonly Run[], [first, ...others]: readonly Run[], gap: number): Run[] =>
  first === undefined ? [...left] : [...left, { ...first, before: left.length > 0 ? gap : 0 }, ...others]

function formulaRuns(vertex: Vertex, style: Style): Run[] {
  const name = resultName(vertex)
  const right = formula(vertex)
  return mathRuns(name !== undefined && style.name === 'wide' ? `${name} = ${right}` : right, style.formula)
}

/** The words of a mark; a size among them is set as a symbol, in its color. */
function wordsOf({ label, kind, scope }: Vertex, style: Style, numbers: Numbers): Run[] {
  const own = label
    .split(/(?<=[\s√])(?=[A-Za-z]'*(?:\+[A-Za-z]'*)*$)/)
    .flatMap((piece) => (/^[A-Za-z]'*\+/.test(piece) ? piece.split(/(\+)/) : piece))
    .map((piece): Run =>
      /^[A-Za-z]'*$/.test(piece)
        ? { text: piece, face: 'serif-italic', size: style.label * 1.2, class: `dim-${piece[0]}` }
        : words(piece, style.label),
    )
  return kind === 'fold' ? joined(own, timesRuns(scope, numbers, style.label), 10) : own
}
