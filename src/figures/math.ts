import { measure } from './width.ts'
import { digits, el, escape, type Svg } from './svg.ts'

/** A paper's name as figures can set it: a letter, and what stands below it. */
interface Name {
  readonly base: string
  readonly below: string
  /** Whether what stands below is a word or a number, which is upright. */
  readonly upright: boolean
}

const greek: Readonly<Record<string, string>> = { '\\gamma': 'γ', '\\beta': 'β', '\\alpha': 'α', '\\theta': 'θ' }

/** `W_Q`, `W_{\text{word}}`, `\gamma` in its parts. */
export function nameParts(latex: string): Name {
  const [, base = '', index = ''] = /^([^_]*)_?(.*)$/s.exec(latex) ?? []
  const bare = index.replace(/^\{(.*)\}$/s, '$1')
  const word = /^\\text\{(.*)\}$/s.exec(bare)?.[1]
  const below = word ?? bare
  return { base: greek[base] ?? base, below, upright: word !== undefined || /^\d+$/.test(below) }
}

/** A name as plain text, for titles and descriptions: `W_Q` → `W Q`. */
export function plainName(latex: string): string {
  const { base, below } = nameParts(latex)
  return below === '' ? base : `${base} ${below}`
}

/** How wide `mathName` will be. */
export function nameWidth(latex: string, size: number): number {
  const { base, below, upright } = nameParts(latex)
  return measure(base, 'serif-italic', size) + measure(below, upright ? 'serif' : 'serif-italic', size * lower)
}

/** A paper's name at a point: `W` in italics, its index smaller and lower. */
export function mathName(latex: string, x: number, y: number, size: number, anchor = 'middle'): Svg {
  const { base, below, upright } = nameParts(latex)
  const index = { dy: size * 0.22, 'font-size': digits(size * lower), class: upright ? 'upright' : undefined }
  return el(
    'text',
    { class: 'name', x, y, 'font-size': size, 'text-anchor': anchor === 'start' ? undefined : anchor },
    escape(base),
    below === '' ? '' : el('tspan', index, escape(below)),
  )
}

const lower = 0.63
