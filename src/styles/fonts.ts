import { fontProviders } from 'astro/config'

/**
 * Three families, served from the site itself, cut to the letters it uses (scripts/fonts.ts); rare letters come from files of
 * their own (fonts/rare.css). The serif comes in two optical sizes, which is what makes a title light and crisp and the text
 * sturdy.
 */
export const fonts = [
  family('Source Serif 4', '--font-serif', 'serif', [
    ['400', 'normal', 'serif-text'],
    ['600', 'normal', 'serif-bold'],
    ['400', 'italic', 'serif-italic'],
  ]),
  family('Source Serif 4 Title', '--font-title', 'serif', [['380', 'normal', 'serif-title']]),
  family('Source Sans 3', '--font-sans', 'sans-serif', [
    ['400 600', 'normal', 'sans'],
    ['400', 'italic', 'sans-italic'],
  ]),
  family('IBM Plex Mono', '--font-mono', 'monospace', [
    ['400', 'normal', 'mono-400'],
    ['500', 'normal', 'mono-500'],
  ]),
]

/** One family from its files. The generic name last lets Astro fit the metrics of the fallback to it. */
function family(
  name: string,
  cssVariable: `--${string}`,
  generic: string,
  files: [weight: string, style: 'normal' | 'italic', file: string][],
) {
  const [first, ...rest] = files.map(([weight, style, file]) => ({
    weight,
    style,
    src: [`./src/styles/fonts/${file}.woff2`] as [string],
  }))
  if (!first) throw new Error(`no files for the font ${name}`)
  return {
    name,
    cssVariable,
    fallbacks: [generic],
    provider: fontProviders.local(),
    options: { variants: [first, ...rest] satisfies [typeof first, ...typeof rest] },
  }
}
