import { digits } from './digits.ts'

export { digits } from './digits.ts'

/** Markup that is already safe to insert. */
export type Svg = string

type Attribute = string | number | undefined

/** An SVG element. Attributes that are undefined are left out; children are markup, so text goes through `text`. */
export function el(
  name: string,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Svg[]
): Svg {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escape(typeof value === 'number' ? digits(value) : value)}"`,
  )
  return `<${name}${written.join('')}>${children.join('')}</${name}>`
}

/** A part of a path, and the class of that. */
export type Shape = readonly [look: string, d: string]

/**
 * Shapes of one look as one path: a browser reads, styles and audits every element of a page, and figures have thousands of
 * shapes. Not for shapes that overlap, unless they are of one color.
 */
export function shape(look: string, parts: readonly string[]): Svg {
  const d = parts.join('')
  return d && el('path', { class: look, d })
}

/** Shapes of several looks, a path for each, in the order in which they first appear. */
export const shapes = (all: readonly Shape[]): Svg =>
  [...new Set(all.map(([look]) => look))]
    .map((look) =>
      shape(
        look,
        all.flatMap(([own, d]) => (own === look ? [d] : [])),
      ),
    )
    .join('')

/** A line of a path. */
export const lineAcross = (y: number, from: number, to: number): string => `M${digits(from)} ${digits(y)}H${digits(to)}`
export const lineDown = (x: number, from: number, to: number): string => `M${digits(x)} ${digits(from)}V${digits(to)}`

/** A rectangle as part of a path. */
export const box = (x: number, y: number, width: number, height: number): string =>
  `M${digits(x)} ${digits(y)}h${digits(width)}v${digits(height)}h${digits(-width)}z`

/** A disc as part of a path. */
export const disc = (x: number, y: number, radius = 4): string =>
  `M${digits(x - radius)} ${digits(y)}${[radius, -radius].map((r) => `a${radius} ${radius} 0 0 1 ${2 * r} 0`).join('')}z`

/** Text as markup. */
export const escape = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A whole figure. `title` and `description` are what a reader who cannot see it is told. */
export function picture(
  {
    width,
    height,
    title,
    description,
    class: className,
    role = 'img',
    data = {},
  }: {
    readonly width: number
    readonly height: number
    readonly title: string
    readonly description: string
    readonly class: string
    /** `group` where there are links inside, which an image cannot have. */
    readonly role?: 'img' | 'group'
    /** What a script reads of it. */
    readonly data?: Readonly<Record<string, string>>
  },
  ...children: readonly Svg[]
): Svg {
  return el(
    'svg',
    { class: className, viewBox: `0 0 ${digits(width)} ${digits(height)}`, width: digits(width), role, ...data },
    el('title', {}, escape(title)),
    el('desc', {}, escape(description)),
    ...children,
  )
}
