/**
 * Writes src/figures/advances.ts: how wide each character is in the fonts that the site serves.
 * Run with `npx node scripts/advances.ts` after a font has changed; tests/figures/measure.test.ts says when that is.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { create, type Font } from 'fontkit'
import { decompress } from 'wawoff2'
import { format } from 'prettier'

export const characters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('') + '\u00a0×÷·−–—…′ˆ'

const files = {
  sans: ['@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2', { wght: 400 }],
  mono: ['@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2', undefined],
  serif: ['@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2', { wght: 400, opsz: 16 }],
  'serif-italic': ['@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2', { wght: 400 }],
} as const

/** The table as it follows from the font files: thousandths of an em, in the order of `characters`. */
export async function readAdvances(): Promise<Record<keyof typeof files, number[]>> {
  const table: Partial<Record<keyof typeof files, number[]>> = {}
  for (const [face, [file, axes]] of Object.entries(files)) {
    // One after the other: wawoff2 has one memory for all.
    const whole = create(Buffer.from(await decompress(readFileSync(`node_modules/${file}`)))) as Font
    const font = axes === undefined ? whole : whole.getVariation(axes)
    const advance = (c: string) => font.glyphForCodePoint(c.codePointAt(0)!).advanceWidth
    table[face as keyof typeof files] = [...characters].map((c) => Math.round((advance(c) * 1000) / font.unitsPerEm))
  }
  return table as Record<keyof typeof files, number[]>
}

if (import.meta.main) {
  const lines = Object.entries(await readAdvances()).map(([face, widths]) => `'${face}': [${widths.join(', ')}],`)
  const source = `/** The characters that the table covers, in its order. */
export const characters = ${JSON.stringify(characters)}

/** Advance widths in thousandths of an em. Written by scripts/advances.ts from the font files. */
export const advances = {
// prettier-ignore
${lines.join('\n// prettier-ignore\n')}
} as const satisfies Record<string, readonly number[]>
`
  const options = { parser: 'typescript', semi: false, singleQuote: true, printWidth: 120 }
  writeFileSync('src/figures/advances.ts', await format(source, options))
  process.exit(0) // wawoff2 keeps the process alive
}
