import { fontProviders } from 'astro/config'
import { common, italic, latin, unicodeRange } from './letters.ts'

/**
 * Three families, served from the site itself, cut to the letters it uses (scripts/fonts.ts); rare letters come from files of
 * their own (fonts/rare.css). The serif comes in two optical sizes, which is what makes a title light and crisp and the text
 * sturdy.
 */
export const fonts = [
  family(
    'Source Serif 4',
    '--font-serif',
    ['Serif Rare', 'serif'],
    [
      ['400', 'normal', 'serif-text', common],
      ['600', 'normal', 'serif-bold', common],
      ['400', 'italic', 'serif-italic', italic],
    ],
  ),
  family('Source Serif 4 Title', '--font-title', ['serif'], [['380', 'normal', 'serif-title']]),
  family(
    'Source Sans 3',
    '--font-sans',
    ['Sans Rare', 'sans-serif'],
    [
      ['400 600', 'normal', 'sans', common],
      ['400', 'italic', 'sans-italic', latin],
    ],
  ),
  family(
    'IBM Plex Mono',
    '--font-mono',
    ['Mono Rare', 'monospace'],
    [
      ['400', 'normal', 'mono-400', common],
      ['500', 'normal', 'mono-500', common],
    ],
  ),
]

/**
 * One family from its files. After it stands a font of the system that Astro fits to its metrics (for which the generic name
 * is the last one), then the rare letters: saying which letters a file has keeps the font of the system from those. The rare
 * ones do not stand first, since a browser would look for a font of the system for each size and weight of a page before it
 * lays out the first line.
 */
function family(
  name: string,
  cssVariable: `--${string}`,
  fallbacks: [string, ...string[]],
  files: [weight: string, style: 'normal' | 'italic', file: string, letters?: string][],
) {
  const [first, ...rest] = files.map(([weight, style, file, letters]) => ({
    weight,
    style,
    src: [`./src/styles/fonts/${file}.woff2`] as [string],
    ...(letters && { unicodeRange: [unicodeRange(letters)] as [string] }),
  }))
  if (!first) throw new Error(`no files for the font ${name}`)
  return {
    name,
    cssVariable,
    fallbacks,
    provider: fontProviders.local(),
    options: { variants: [first, ...rest] satisfies [typeof first, ...typeof rest] },
  }
}
