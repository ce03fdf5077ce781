import { readFileSync, writeFileSync } from 'node:fs'
import subsetFont from 'subset-font'
import { symbols } from '../src/engine/symbols.ts'
import { common, letters, range, unicodeRange } from '../src/styles/letters.ts'

/**
 * Cuts the site's fonts from their packages: the letters and the weights that it uses, and the few features that text asks
 * for. Their hints stay: without them, FreeType makes up its own and spaces letters unevenly. `npm run fonts` writes them, and
 * the rules of those that stand in only for a range of letters; both are kept in the repository, so that a build needs no font tool.
 */
const rare = [...range(0xa1, 0xff), 'ı', 'œ'].filter((letter) => !common.includes(letter)).join('')
/** Of names in lists of references. */
const extended = 'ćĆčČěęğĞİłŁńňőřşŞšŠūžŽ'

/** The letters that stand for sizes. With a space: a browser measures a line by the first font that has one. */
const sizes = ` ${symbols.map(({ symbol }) => symbol).join('')}`

/**
 * What formulas have of KaTeX's main font, its operators and capital Greek, and of its italic, variables. A letter beyond these
 * has a page load the whole font, as the tests of pages say.
 */
const signs = range(0x20, 0x5f) + range(0x61, 0x7e) + '\u00a0±×…′−∂√∞∣≈≤≥→⊤⋅ΔΣΦˉ←∇∈∗∝∥∼⊙⋯⌊⌋⟨⟩ℓ\ue020'
const variables = range(0x41, 0x5a) + range(0x61, 0x7a) + 'αβγδεηθλμπρστφψωϵ'

interface Cut {
  readonly from: string
  readonly letters: string
  readonly axes?: Readonly<Record<string, number | { min: number; max: number }>>
  readonly features?: string[]
  /** The rule by which it stands in for these letters only, where another font of the family has them all, or none. */
  readonly rule?: { readonly sheet: string; readonly family: string; readonly weight: string; readonly style?: string }
}

const serif = '@fontsource-variable/source-serif-4/files/source-serif-4'
const sans = '@fontsource-variable/source-sans-3/files/source-sans-3'
const mono = '@fontsource/ibm-plex-mono/files/ibm-plex-mono'
const katex = 'katex/dist/fonts/KaTeX'

const reading = ['kern', 'liga', 'ccmp', 'locl', 'mark']
const figures = [...reading, 'lnum', 'tnum']
const weights = { min: 400, max: 600 }

/** The optical size of text is 18 px; that of titles, 48 px, is what makes them light and crisp. */
const cuts: Readonly<Record<string, Cut>> = {
  'serif-text': textCut(letters['serif-text'], 400),
  'serif-bold': textCut(letters['serif-bold'], 600),
  'serif-title': {
    from: `${serif}-latin-opsz-normal`,
    letters: letters['serif-title'],
    axes: { opsz: 48, wght: 380 },
    features: figures,
  },
  'serif-italic': {
    from: `${serif}-latin-wght-italic`,
    letters: letters['serif-italic'],
    axes: { wght: 400 },
    features: figures,
  },
  sans: { from: `${sans}-latin-wght-normal`, letters: letters.sans, axes: { wght: weights }, features: figures },
  'sans-italic': {
    from: `${sans}-latin-wght-italic`,
    letters: letters['sans-italic'],
    axes: { wght: 400 },
    features: figures,
  },
  'mono-400': { from: `${mono}-latin-400-normal`, letters: letters['mono-400'] },
  'mono-500': { from: `${mono}-latin-500-normal`, letters: letters['mono-500'] },
  'serif-symbols': {
    ...{ from: `${serif}-latin-wght-italic`, letters: sizes, axes: { wght: 500 } },
    rule: { sheet: 'rare', family: 'Symbols of Sizes', weight: '500', style: 'italic' },
  },
  'serif-rare': {
    ...{ from: `${serif}-latin-opsz-normal`, letters: rare, axes: { opsz: 18, wght: weights }, features: figures },
    rule: { sheet: 'rare', family: 'Serif Rare', weight: '400 600' },
  },
  'sans-rare': {
    ...{ from: `${sans}-latin-wght-normal`, letters: rare, axes: { wght: weights }, features: figures },
    rule: { sheet: 'rare', family: 'Sans Rare', weight: '400 600' },
  },
  'sans-extended': {
    ...{ from: `${sans}-latin-ext-wght-normal`, letters: extended, axes: { wght: weights }, features: figures },
    rule: { sheet: 'rare', family: 'Sans Rare', weight: '400 600' },
  },
  'mono-rare': {
    ...{ from: `${mono}-latin-400-normal`, letters: rare },
    rule: { sheet: 'rare', family: 'Mono Rare', weight: '400 500' },
  },
  'katex-main': formulaCut('Main-Regular', signs),
  'katex-math': formulaCut('Math-Italic', variables, 'italic'),
  'katex-size1': formulaCut('Size1-Regular', '()[]{}/√∑∏⟨⟩⌊⌋⌈⌉∣∥'),
  'katex-size2': formulaCut('Size2-Regular', '()[]{}/√∑∏⟨⟩⌊⌋⌈⌉'),
  'katex-size3': formulaCut('Size3-Regular', '()[]{}/√⟨⟩⌊⌋⌈⌉'),
  'katex-size4': formulaCut('Size4-Regular', '()[]{}/√⟨⟩⌊⌋⌈⌉⎛⎜⎝⎞⎟⎠⎡⎢⎣⎤⎥⎦⎧⎨⎩⎪⎫⎬⎭'),
}

const rules = new Map<string, string[]>()
for (const [name, { from, letters, axes, features = [], rule }] of Object.entries(cuts)) {
  const whole = readFileSync(`node_modules/${from}.woff2`)
  // Letters of one width are spaced evenly without hints too.
  const options = { targetFormat: 'woff2', keepFeatures: features, noHinting: name.startsWith('mono') } as const
  const cut = await subsetFont(whole, letters, { ...options, ...(axes && { variationAxes: axes }) })
  writeFileSync(`src/styles/fonts/${name}.woff2`, cut)
  console.log(`${name}: ${whole.length} → ${cut.length} bytes`)
  if (rule) rules.set(rule.sheet, [...(rules.get(rule.sheet) ?? []), faceOf(name, letters, rule)])
}
for (const [sheet, faces] of rules)
  writeFileSync(`src/styles/fonts/${sheet}.css`, `/* Written by scripts/fonts.ts. */\n${faces.join('\n')}`)

function textCut(letters: string, wght: number): Cut {
  return { from: `${serif}-latin-opsz-normal`, letters, axes: { opsz: 18, wght }, features: figures }
}

/** What formulas mostly need of a font of KaTeX, which still has the rest. */
function formulaCut(font: string, letters: string, style = 'normal'): Cut {
  const family = `KaTeX_${font.replace(/-.*/, '')}`
  return {
    from: `${katex}_${font}`,
    letters,
    features: reading,
    rule: { sheet: 'katex', family, weight: '400', style },
  }
}

function faceOf(name: string, letters: string, { family, weight, style = 'normal' }: Cut['rule'] & object): string {
  const descriptors = {
    'font-family': `'${family}'`,
    'font-style': style,
    'font-weight': weight,
    'font-display': family.startsWith('KaTeX') ? 'block' : 'swap',
    src: `url('./${name}.woff2') format('woff2')`,
    'unicode-range': unicodeRange(letters),
  }
  const lines = Object.entries(descriptors).map(([key, value]) => `  ${key}: ${value};\n`)
  return `@font-face {\n${lines.join('')}}\n`
}
