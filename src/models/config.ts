/** A configuration that cannot be read: what is wrong with which field. All of a configuration's at once. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** The largest size that a field may have: beyond it no model is meant, and a slip of the key is. */
export const largest = 1_000_000_000

/** Reads the fields of a `config.json`, keeping every problem until `done`. */
export class Fields {
  readonly #config: Readonly<Record<string, unknown>>
  /** What holds where the configuration has no such field. */
  readonly #usual: Readonly<Record<string, unknown>>
  readonly #path: string
  /** The first problem of each field. */
  readonly #problems: Map<string, string>
  constructor(
    config: Readonly<Record<string, unknown>>,
    usual: Readonly<Record<string, unknown>> = {},
    path = '',
    problems = new Map<string, string>(),
  ) {
    this.#config = config
    this.#usual = usual
    this.#path = path
    this.#problems = problems
  }

  /** Whether a field has a value; null is none. */
  has(name: string): boolean {
    return this.#own(name) !== undefined
  }

  /** The fields of the object in a field, if there is one. Its problems are kept with these. */
  part(name: string): Fields | undefined {
    const value = this.#own(name)
    if (value === undefined) return undefined
    if (typeof value !== 'object' || Array.isArray(value)) return this.#wrong(name, value, 'an object', undefined)
    return new Fields(value as Readonly<Record<string, unknown>>, {}, `${this.#path}${name}.`, this.#problems)
  }

  /** A whole number of at least 1. */
  size(name: string, fallback?: number): number {
    const value = this.#own(name) ?? fallback
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= largest) return value
    return this.#wrong(name, value, `a whole number from 1 to ${largest.toLocaleString('en')}`, 1)
  }

  /** A finite number above 0. */
  positive(name: string, fallback?: number): number {
    const value = this.#own(name) ?? fallback
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value
    return this.#wrong(name, value, 'a number above 0', fallback ?? 1)
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.#own(name) ?? fallback
    return typeof value === 'boolean' ? value : this.#wrong(name, value, 'true or false', fallback)
  }

  /** A switch that the model of this site knows in one position only. */
  only(name: string, value: boolean): void {
    this.require(this.flag(name, value) === value, name, `${value}`)
  }

  /** One of a table's keys, giving what stands there. */
  choice<T>(name: string, table: Readonly<Record<string, T>>, fallback: string): T {
    const value = this.#own(name) ?? fallback
    if (typeof value === 'string' && Object.hasOwn(table, value)) return table[value]!
    return this.#wrong(name, value, `one of ${Object.keys(table).join(', ')}`, table[fallback]!)
  }

  /** A relation between fields that must hold. */
  require(holds: boolean, name: string, expected: string): void {
    if (!holds) this.#wrong(name, this.#own(name), expected, undefined)
  }

  /** Throws every problem found so far, at once. */
  done(): void {
    if (this.#problems.size > 0) throw new ConfigError([...this.#problems.values()])
  }

  #own(name: string): unknown {
    const value = Object.hasOwn(this.#config, name) ? this.#config[name] : this.#usual[name]
    return value === null ? undefined : value
  }

  #wrong<T>(name: string, received: unknown, expected: string, instead: T): T {
    const field = this.#path + name
    if (!this.#problems.has(field))
      this.#problems.set(field, `${field}: received ${describe(received)}, expected ${expected}`)
    return instead
  }
}

/** A value as an error message shows it: short, and never markup. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'number') return String(value)
  const text = written(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** As JSON, where it does not nest deeper than can be written. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return 'something nested too deep'
  }
}
