import { fontProviders } from 'astro/config'

/**
 * Three families, served from the site itself in their Latin subsets. The serif varies with optical size, which is what makes
 * a title light and crisp and the text sturdy; its italic is for symbols and emphasis, and does without.
 */
export const fonts = [
  family('Source Serif 4', '--font-serif', 'serif', [
    ['200 900', 'normal', '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2'],
    ['200 900', 'italic', '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2'],
  ]),
  family('Source Sans 3', '--font-sans', 'sans-serif', [
    ['200 900', 'normal', '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2'],
    ['200 900', 'italic', '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-italic.woff2'],
  ]),
  family('IBM Plex Mono', '--font-mono', 'monospace', [
    ['400', 'normal', '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2'],
    ['500', 'normal', '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-500-normal.woff2'],
  ]),
]

/** One family from files of an npm package. The generic name last lets Astro fit the metrics of the fallback to it. */
function family(
  name: string,
  cssVariable: `--${string}`,
  generic: string,
  files: [weight: string, style: 'normal' | 'italic', file: string][],
) {
  const [first, ...rest] = files.map(([weight, style, file]) => ({ weight, style, src: [file] as [string] }))
  if (!first) throw new Error(`no files for the font ${name}`)
  return {
    name,
    cssVariable,
    fallbacks: [generic],
    provider: fontProviders.local(),
    options: { variants: [first, ...rest] satisfies [typeof first, ...typeof rest] },
  }
}
