import { label } from '../charts/label.ts'
import { digits, el, picture, shape, type Svg } from '../svg.ts'
import { placements, type Placement, type PlacementName } from './placements.ts'

const panel = { width: 150, height: 272 }
const box = { width: 78, height: 30, step: 44 }

/** Placements side by side. The stream runs up on the left; the branch leaves it below and comes back at the sum. */
export function placementFigure(of: readonly PlacementName[], width: number, className: string): Svg {
  const across = Math.max(1, Math.min(of.length, Math.floor((width + 20) / panel.width)))
  const column = width / across
  const title = `Where the norms stand: ${of.map((name) => placements[name].title).join(', ')}`
  const description = of.map((name) => `${placements[name].title}: ${inWords(placements[name])}`).join(' ')
  return picture(
    { width, height: Math.ceil(of.length / across) * panel.height - 6, title, description, class: className },
    ...of.map((name, i) =>
      el(
        'g',
        { transform: `translate(${digits((i % across) * column)} ${Math.floor(i / across) * panel.height})` },
        one(placements[name]),
      ),
    ),
  )
}

export function inWords({ branch, after, skip }: Placement): string {
  const steps = branch.map((step) => (step === 'F' ? 'the sub-layer' : 'a norm')).join(', then ')
  return `the branch is ${steps}; it is added to the stream${skip ? ' times α' : ''}${after ? ', and the sum is normalized' : ''}.`
}

function one({ title, branch, after, skip, who }: Placement): Svg {
  const [stream, side] = [20, 96]
  const [bottom, sum] = [236, 76]
  const left = side - box.width / 2
  const start = bottom - 16
  const first = start - 12 - box.height
  const boxes = branch.map((step, i) => block(left, first - i * box.step, step === 'F' ? 'F' : 'norm', step === 'norm'))
  const last = first - (branch.length - 1) * box.step
  const top = after ? 50 : 34
  const wires = [
    `M${stream} ${start}H${side}V${first + box.height + 1}`,
    ...branch.slice(1).map((_, i) => `M${side} ${first - i * box.step}V${first - (i + 1) * box.step + box.height + 1}`),
    `M${side} ${last}V${sum}H${stream + 9}`,
  ]
  return [
    label(0, 13, title, 'strong'),
    // The stream with its branch, and where it is scaled.
    shape('norm-wire', [`M${stream} ${bottom}V${sum + 9}`, ...wires]),
    skip ? el('rect', { class: 'norm-pad', x: stream - 9, y: 140, width: 18, height: 22 }) : '',
    skip ? label(stream, 156, '×α', 'ink', 'middle') : '',
    ...boxes,
    el('circle', { class: 'norm-sum', cx: stream, cy: sum, r: 8 }),
    el('path', { class: 'norm-plus', d: `M${stream - 4} ${sum}h8M${stream} ${sum - 4}v8` }),
    shape('norm-wire', [`M${stream} ${sum - 8}V${after ? top + 1 : 24}`]),
    after ? block(stream - 19, 24, 'norm', true, 58, 26) : '',
    label(0, bottom + 18, who, 'quiet tick'),
  ].join('')
}

function block(x: number, y: number, words: string, isNorm: boolean, width = box.width, height = box.height): Svg {
  return [
    el('rect', { class: isNorm ? 'norm-box strong' : 'norm-box', x, y, width, height, rx: 3 }),
    label(x + width / 2, y + height / 2 + 4.5, words, isNorm ? 'on-ink' : 'ink', 'middle'),
  ].join('')
}
