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
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escape(typeof value === 'number' ? digits(value) : value)}"`],
  )
  return `<${name}${written.join('')}>${children.join('')}</${name}>`
}

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
