import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import subsetFont from 'subset-font'
import { characters } from '../figures/advances.ts'
import { once } from '../figures/nonlinear/once.ts'
import type { Svg } from '../figures/svg.ts'
import { plainCss } from './plain-css.ts'

/** A drawing as PNG, in the site's own style sheets and fonts, so that it is the same on every machine. */
export async function pngOf(svg: Svg): Promise<Buffer> {
  const drawing = svg.replace('>', `><style>${style()}</style>`)
  return new Resvg(drawing, { font: { fontFiles: await fonts(), loadSystemFonts: false } }).render().asPng()
}

const style = once(() =>
  plainCss(
    sheets.map((name) => readFileSync(`src/styles/${name}.css`, 'utf8')),
    families,
  ),
)

const fonts = once(() => Promise.all(Object.entries(faces).map(([name, face]) => fontFile(name, face))))

const sheets = ['tokens', 'dimensions', 'matrices', 'home', 'share']

/** By the names inside the font files. */
const families = {
  '--serif': "'Source Serif 4'",
  '--title': "'Source Serif 4'",
  '--sans': "'Source Sans 3 ExtraLight'",
  '--mono': "'IBM Plex Mono Medium'",
}

/** The faces that figures are lettered in, each at one weight. */
const faces = {
  'serif-title': {},
  'serif-italic': {},
  'sans-400': { wght: 400 },
  'sans-600': { wght: 600 },
  'mono-500': {},
}

/** A font of the site as a file that the drawing program can read. */
async function fontFile(name: string, axes: Readonly<Record<string, number>>): Promise<string> {
  const packed = readFileSync(`src/styles/fonts/${name.replace(/^sans-\d+/, 'sans')}.woff2`)
  const options = Object.keys(axes).length > 0 ? { variationAxes: axes } : {}
  const font = await subsetFont(packed, characters, { targetFormat: 'truetype', ...options })
  const file = path.resolve('node_modules/.cache/fonts', `${name}.ttf`)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, font)
  return file
}
