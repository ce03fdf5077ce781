/**
 * Style sheets as a drawing program understands them, which knows neither custom properties nor themes nor `:is()`: the
 * light theme, with every value worked out. Rules for other media are left out. A figure in an image then looks as it
 * does on the page, by the same rules.
 */
export function plainCss(sheets: readonly string[], families: Readonly<Record<string, string>>): string {
  const rules = sheets.flatMap((sheet) => rulesOf(withoutMedia(sheet.replaceAll(/\/\*.*?\*\//gs, ''))))
  const properties = new Map(Object.entries(families))
  for (const { selector, declarations } of rules)
    if (selector === ':root') for (const [name, value] of declarations) properties.set(name, value)
  const classes = new Set(rules.flatMap(({ selector }) => selector.match(/(?<=\.)[\w-]+/g) ?? []))
  return rules
    .filter(({ selector }) => selector !== ':root')
    .flatMap(({ selector, declarations }) => {
      const drawn = declarations
        .filter(([name]) => !name.startsWith('--'))
        .flatMap(([name, value]) => longhands(name, valueOf(value, properties)))
      const selectors = split(selector)
        .flatMap(expanded)
        .flatMap((one) => withClasses(one, classes))
      return drawn.length === 0 || selectors.length === 0 ? [] : [`${selectors.join(',')}{${drawn.join(';')}}`]
    })
    .join('\n')
}

interface Rule {
  readonly selector: string
  readonly declarations: readonly (readonly [name: string, value: string])[]
}

function rulesOf(sheet: string): Rule[] {
  return [...sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector, body]) => ({
    selector: selector!.trim(),
    declarations: body!
      .split(';')
      .map((line) => /^\s*([\w-]+)\s*:\s*(.+?)\s*$/s.exec(line))
      .flatMap((match) => (match ? [[match[1]!, match[2]!] as const] : [])),
  }))
}

const withoutMedia = (sheet: string): string => sheet.replaceAll(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')

/** A list of selectors, or of arguments, at the commas that stand outside brackets. */
const split = (list: string): string[] => list.split(/,(?![^(]*\))/).map((part) => part.trim())

/** `.a :is(.b, .c)` as `.a .b` and `.a .c`; selectors for a state of a page draw nothing. */
function expanded(selector: string): string[] {
  const choice = /:is\(([^()]*)\)/.exec(selector)
  if (choice) return split(choice[1]!).flatMap((one) => expanded(selector.replace(choice[0], one)))
  return /[:+~@]/.test(selector) ? [] : [selector]
}

/** `[class*='dim-']` as each class that contains it. */
function withClasses(selector: string, classes: ReadonlySet<string>): string[] {
  const part = /\[class\*='([\w-]+)'\]/.exec(selector)
  if (!part) return [selector]
  return [...classes].filter((name) => name.includes(part[1]!)).map((name) => selector.replace(part[0], `.${name}`))
}

function valueOf(value: string, properties: ReadonlyMap<string, string>): string {
  const replaced = value.replaceAll(/var\((--[\w-]+)\)/g, (whole, name) => properties.get(name) ?? whole)
  if (replaced !== value) return valueOf(replaced, properties)
  return value
    .replaceAll(/light-dark\(\s*([^,()]+),[^()]*\)/g, '$1')
    .replaceAll(/color-mix\(in srgb, (#\w{6}) ([\d.]+)%, (#\w{6})\)/g, (_, a, share, b) => mixed(a, b, share / 100))
}

function mixed(a: string, b: string, share: number): string {
  const channel = (color: string, i: number) => parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16)
  const mean = (i: number) => Math.round(channel(a, i) * share + channel(b, i) * (1 - share))
  return `#${[0, 1, 2].map((i) => mean(i).toString(16).padStart(2, '0')).join('')}`
}

/** `font: italic 500 1em serif` in single properties. */
function longhands(name: string, value: string): string[] {
  if (name !== 'font') return [`${name}:${value}`]
  const font = /^(italic )?(\d+) ([^\s/]+)(?:\/\S+)? (.+)$/.exec(value)
  if (!font) throw new Error(`font: ${value} is not of the form "italic 500 1em family"`)
  const [, style, weight, size, family] = font
  return [
    `font-style:${style ? 'italic' : 'normal'}`,
    `font-weight:${weight}`,
    `font-size:${size}`,
    `font-family:${family}`,
  ]
}
