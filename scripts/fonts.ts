import { readFileSync, writeFileSync } from 'node:fs'
import subsetFont from 'subset-font'

/**
 * Cuts the site's fonts from their packages: the letters it uses and the widths of the axes it uses, a third of the bytes.
 * `npm run fonts` writes them; they are kept in the repository, so that a build needs no font tool.
 */
const latin = range(0x20, 0x7e) + '\u00a0–—‘’“”…'
const text = latin + range(0xa1, 0xff) + 'łŁćşšžčıİœ' + '\u2009\u202f′•→−≈≤≥√∞⊙ΔΣΦ αβγεημπρστφω'

interface Cut {
  readonly from: string
  readonly letters: string
  readonly axes?: Readonly<Record<string, number | { min: number; max: number }>>
}

const serif = '@fontsource-variable/source-serif-4/files/source-serif-4'
const sans = '@fontsource-variable/source-sans-3/files/source-sans-3'
const mono = '@fontsource/ibm-plex-mono/files/ibm-plex-mono'

/** The optical size of text is 18 px; that of titles, 48 px, is what makes them light and crisp. */
const cuts: Readonly<Record<string, Cut>> = {
  'serif-text': { from: `${serif}-latin-opsz-normal`, letters: text, axes: { opsz: 18, wght: { min: 400, max: 600 } } },
  'serif-title': { from: `${serif}-latin-opsz-normal`, letters: latin, axes: { opsz: 48, wght: 380 } },
  'serif-italic': { from: `${serif}-latin-wght-italic`, letters: `${latin}ˆ`, axes: { wght: { min: 400, max: 500 } } },
  sans: { from: `${sans}-latin-wght-normal`, letters: text, axes: { wght: { min: 400, max: 600 } } },
  'sans-italic': { from: `${sans}-latin-wght-italic`, letters: latin, axes: { wght: 400 } },
  'mono-400': { from: `${mono}-latin-400-normal`, letters: text },
  'mono-500': { from: `${mono}-latin-500-normal`, letters: text },
}

for (const [name, { from, letters, axes }] of Object.entries(cuts)) {
  const whole = readFileSync(`node_modules/${from}.woff2`)
  const cut = await subsetFont(whole, letters, { targetFormat: 'woff2', ...(axes && { variationAxes: axes }) })
  writeFileSync(`src/styles/fonts/${name}.woff2`, cut)
  console.log(`${name}: ${whole.length} → ${cut.length} bytes`)
}

function range(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')
}
