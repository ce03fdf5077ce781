const latin = range(0x20, 0x7e) + '\u00a0–—‘’“”…'
/** What text, tables and figures are made of. Beyond it begin the rare letters. */
export const common = latin + '·×÷−±§²³′•\u2009\u202f'

/**
 * The letters of each font of text, by its file: scripts/fonts.ts cuts the file to them, and the style sheet says that it holds them
 * (fonts.ts).
 */
export const letters = {
  'serif-text': common,
  'serif-bold': common,
  // With the sign of an estimate.
  'serif-italic': latin + 'ˆ',
  'serif-title': [...latin].filter((letter) => !'#*<=>@[\\]^_`{|}~'.includes(letter)).join(''),
  sans: common,
  'sans-italic': latin,
  // With the prefix of a millionth.
  'mono-400': common + 'µ',
  'mono-500': common + 'µ',
} as const

/** Letters as a list of ranges, as `unicode-range` has them: `U+20-7E, U+A0`. */
export function unicodeRange(letters: string): string {
  const codes = [...new Set(letters)].map((letter) => letter.codePointAt(0)!).sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const code of codes) {
    const last = runs.at(-1)
    if (last?.[1] === code - 1) last[1] = code
    else runs.push([code, code])
  }
  const hex = (code: number) => code.toString(16).toUpperCase()
  return runs.map(([from, to]) => `U+${hex(from)}${to > from ? `-${hex(to)}` : ''}`).join(', ')
}

/** The letters from one code point to another, both included. */
export function range(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')
}
