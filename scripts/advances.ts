/**
 * Writes src/figures/advances.ts: how wide each character is in the fonts that the site serves.
 * Run with `npx node scripts/advances.ts` after a font has changed; tests/figures/measure.test.ts says when that is.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { create, type Font } from 'fontkit'
import { decompress } from 'wawoff2'
import { format } from 'prettier'

export const characters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('') + '\u00a0×÷·−–—…′ˆ'

const files = { sans: 'sans', mono: 'mono-400', serif: 'serif-text', 'serif-italic': 'serif-italic' } as const

/** A letter that a font lacks comes from another one. */
const foreign = 780

/** The table as it follows from the font files: thousandths of an em in base 36, in the order of `characters`. */
export async function readAdvances(): Promise<Record<keyof typeof files, string>> {
  const table: Partial<Record<keyof typeof files, string>> = {}
  for (const [face, file] of Object.entries(files)) {
    // One after the other: wawoff2 has one memory for all.
    const whole = create(Buffer.from(await decompress(readFileSync(`src/styles/fonts/${file}.woff2`)))) as Font
    const font = whole.variationAxes['wght'] ? whole.getVariation({ wght: 400 }) : whole
    const units = (code: number) =>
      font.hasGlyphForCodePoint(code) ? font.glyphForCodePoint(code).advanceWidth : (foreign * font.unitsPerEm) / 1000
    const advance = (c: string) => units(c.codePointAt(0)!)
    const widths = [...characters].map((c) => Math.round((advance(c) * 1000) / font.unitsPerEm))
    table[face as keyof typeof files] = widths.map((width) => width.toString(36).padStart(2, '0')).join('')
  }
  return table as Record<keyof typeof files, string>
}

if (import.meta.main) {
  const lines = Object.entries(await readAdvances()).map(([face, widths]) => `'${face}': '${widths}',`)
  const source = `/** The characters that the table covers, in its order. */
export const characters = ${JSON.stringify(characters)}

/** Advance widths in thousandths of an em, two digits in base 36 each. Written by scripts/advances.ts from the font files. */
export const advances = {
${lines.join('\n')}
} as const
`
  const options = { parser: 'typescript', semi: false, singleQuote: true, printWidth: 120 }
  writeFileSync('src/figures/advances.ts', await format(source, options))
  process.exit(0) // wawoff2 keeps the process alive
}
