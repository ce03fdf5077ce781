import { box, picture, shape, type Svg } from '../svg.ts'
import { label, widest } from '../charts/label.ts'

/** One way to draw the next token: what it is called, and the probability of each token. */
export interface Draw {
  readonly name: string
  readonly probabilities: readonly number[]
}

interface SamplingPlot {
  readonly title: string
  readonly description: string
  readonly tokens: readonly string[]
  readonly draws: readonly Draw[]
}

const row = 22

/** The same tokens under several rules, beside each other; on a narrow screen two beside each other. Bars share one scale. */
export function samplingPlot(
  { title, description, tokens, draws }: SamplingPlot,
  width: number,
  className: string,
): Svg {
  const across = width < 400 ? 2 : draws.length
  const names = widest(tokens) + 10
  const column = (width - names) / across
  const most = Math.max(...draws.flatMap(({ probabilities }) => probabilities))
  const scale = (column - 52) / most
  const band = 30 + row * tokens.length + 18
  const bands = Math.ceil(draws.length / across)
  const bars: string[] = []
  const lettered = draws.map(({ name, probabilities }, i) => {
    const [left, top] = [names + (i % across) * column, Math.floor(i / across) * band]
    const shares = probabilities.map((share, token) => {
      const [y, long] = [top + 30 + row * token, Math.max(1, share * scale)]
      // A token that is left out has a stroke where its bar would begin.
      if (share === 0) return label(left, y + 11, '–', 'quiet')
      bars.push(box(left, y, long, 14))
      return label(left + long + 5, y + 11.5, shareWords(share), 'quiet')
    })
    return label(left, top + 14, name, 'strong') + shares.join('')
  })
  const named = Array.from({ length: bands }, (_, i) =>
    tokens.map((token, t) => label(names - 10, i * band + 30 + row * t + 11, token, 'ink', 'end')).join(''),
  )
  return picture(
    { width, height: bands * band - 14, title, description, class: className },
    ...named,
    ...lettered,
    shape('bar-mark', bars),
  )
}

/** 0.523 → `52.3 %`. A share that would read as nothing says that it is something. */
export function shareWords(share: number): string {
  if (share === 0) return 'left out'
  return share < 0.0005 ? '< 0.1\u2009%' : `${(100 * share).toFixed(1)}\u2009%`
}
