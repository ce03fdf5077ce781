import type { Scope } from '../engine/index.ts'
import { diagram } from '../figures/diagram/index.ts'
import { modelOf, published, type Model } from '../models/index.ts'
import { complete } from '../models/quantities.ts'
import type { Config } from '../report/read.ts'
import { structuresOf, type LaidOut } from './sections/diagram.ts'

interface Laid {
  readonly model: Model
  readonly stack: Scope
}

/** A model of every structure that a configuration can give a block, by that structure. For the build: laying out takes time. */
export function structures(): ReadonlyMap<string, Laid> {
  const found = new Map<string, Laid>()
  for (const { config, class: className } of Object.values(published))
    for (const variant of variantsOf(config)) {
      const model = modelOf(variant, className)
      for (const { stack, structure } of structuresOf(model.graph))
        if (!found.has(structure)) found.set(structure, { model, stack })
    }
  return found
}

/** Lays out the block of a structure. */
export async function layOut({ model, stack }: Laid): Promise<LaidOut> {
  const { svg } = await diagram(model.graph, stack, complete(model.graph, model.sizes), { depth: 3 })
  return svg
}

/** The choices of an architecture that change what a block looks like. */
const choices: Readonly<Record<string, readonly unknown[]>> = {
  hidden_act: ['gelu', 'gelu_new', 'relu', 'silu'],
  activation_function: ['gelu_new', 'gelu', 'relu', 'silu'],
  feed_forward_proj: ['relu', 'gelu', 'gated-gelu', 'gated-silu'],
}

function variantsOf(config: Config): Config[] {
  const own = Object.entries(choices).filter(([field]) => Object.hasOwn(config, field))
  return [config, ...own.flatMap(([field, values]) => values.map((value) => ({ ...config, [field]: value })))]
}
