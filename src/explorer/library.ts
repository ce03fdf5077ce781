import type { Accelerator } from '../engine/hardware.ts'
import type { Recipe } from '../engine/memory.ts'
import type { Published } from '../models/architecture.ts'
import type { Config } from '../report/read.ts'
import { equal, type Choice } from './choice.ts'
import { usual, type Chip, type Named, type Settings } from './settings.ts'

/** What there is to choose from: the build has it as code, a page as data. */
export interface Shelves {
  readonly published: Readonly<Record<string, Published>>
  readonly accelerators: Readonly<Record<string, Accelerator>>
  readonly recipes: Readonly<Record<string, Recipe>>
}

/** Published configurations and accelerators by their names, and configurations of the reader's own. */
export class Library {
  readonly #choices: ReadonlyMap<string, Choice>
  /** How a model runs before anybody chooses. */
  readonly usual: Settings
  readonly #shelves: Shelves
  constructor(shelves: Shelves) {
    this.#shelves = shelves
    this.usual = { ...usual, sizes: {}, chip: this.chip(usual.chip)!, recipe: this.recipe(usual.recipe)! }
    this.#choices = new Map(
      Object.entries(shelves.published).map(([name, { title, class: className, config, source }]) => {
        const { model_type, ...rest } = config
        return [name, { name, title, config: { model_type, architectures: [className], ...rest }, source }]
      }),
    )
  }

  /** A published configuration, as a `config.json` would hold it. */
  find(name: string): Choice | undefined {
    return this.#choices.get(name)
  }

  chip(name: string): Chip | undefined {
    return named(this.#shelves.accelerators, name)
  }

  recipe(name: string): Named<Recipe> | undefined {
    return named(this.#shelves.recipes, name)
  }

  /** Published configurations that there are, by what each is for. */
  pick<Key extends string>(names: Readonly<Record<Key, string>>): Record<Key, Choice> {
    const entries = Object.entries<string>(names).map(([key, name]) => [key, this.find(name)])
    return Object.fromEntries(entries) as Record<Key, Choice>
  }

  /** A configuration of the reader's own; one that equals a published configuration is that. */
  own(config: Config): Choice {
    const same = [...this.#choices.values()].find((choice) => equal(choice.config, config))
    return same ?? { name: '', title: 'Your configuration', config }
  }

  /** A configuration with one field changed; undefined takes the field away. */
  changed({ config }: Choice, field: string, value: unknown): Choice {
    const entries = Object.entries(config).filter(([name]) => name !== field)
    const at = Object.keys(config).indexOf(field)
    if (value !== undefined) entries.splice(at < 0 ? entries.length : at, 0, [field, value])
    return this.own(Object.fromEntries(entries))
  }
}

function named<T>(table: Readonly<Record<string, T>>, name: string): Named<T> | undefined {
  return Object.hasOwn(table, name) ? { name, ...table[name]! } : undefined
}

/** What each page shows before anybody chooses. */
export const firstNames = {
  explore: { model: 'llama-3.1-8b' },
  compare: { a: 'gpt2', b: 'llama-2-7b' },
} as const
