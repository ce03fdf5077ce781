import { fontProviders } from 'astro/config'
import { letters, unicodeRange } from './letters.ts'

/**
 * Three families, served from the site itself, cut to the letters it uses (scripts/fonts.ts); rare letters come from files of
 * their own (fonts/rare.css). The serif comes in two optical sizes, which is what makes a title light and crisp and the text
 * sturdy.
 */
export const fonts = [
  family('Source Serif 4', '--serif', ['Serif Rare', 'serif'], {
    'serif-text': ['400', 'normal'],
    'serif-bold': ['600', 'normal'],
    'serif-italic': ['400', 'italic'],
  }),
  family('Source Serif 4 Title', '--title', ['serif'], { 'serif-title': ['380', 'normal'] }),
  family('Source Sans 3', '--sans', ['Sans Rare', 'sans-serif'], {
    sans: ['400 600', 'normal'],
    'sans-italic': ['400', 'italic'],
  }),
  family('IBM Plex Mono', '--mono', ['Mono Rare', 'monospace'], {
    'mono-400': ['400', 'normal'],
    'mono-500': ['500', 'normal'],
  }),
]

type Files = Partial<Record<keyof typeof letters, [weight: string, style: 'normal' | 'italic']>>

/**
 * One family from its files. After it stands a font of the system that Astro fits to its metrics (for which the generic name
 * is the last one), then the rare letters: saying which letters a file has keeps the font of the system from those, so it is
 * said where there are any. The rare ones do not stand first, since a browser would look for a font of the system for each size
 * and weight of a page before it lays out the first line.
 */
function family(name: string, cssVariable: `--${string}`, fallbacks: [string, ...string[]], files: Files) {
  const hasRare = fallbacks.length > 1
  const [first, ...rest] = (Object.keys(files) as (keyof Files)[]).map((file) => ({
    weight: files[file]![0],
    style: files[file]![1],
    src: [`./src/styles/fonts/${file}.woff2`] as [string],
    ...(hasRare && { unicodeRange: [unicodeRange(letters[file])] as [string] }),
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
