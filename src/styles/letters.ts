/** What the site's fonts are cut to: scripts/fonts.ts makes the files, fonts.ts says in the style sheet what they hold. */

export const latin = range(0x20, 0x7e) + '\u00a0–—‘’“”…'
export const common = latin + '·×÷−±§²³′•\u2009\u202f'
/** With the sign of an estimate. */
export const italic = latin + 'ˆ'

/** The letters as a list of ranges: `U+20-7E, U+A0`. */
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

export function range(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')
}
