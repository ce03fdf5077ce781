import { parseSync, Visitor } from 'rolldown/utils'
import type { Plugin } from 'vite'

/**
 * What only the numeric interpreter and the text of posts ask of a model, by the files that say it. A page counts, draws and
 * names; it never runs a model.
 */
const needless: readonly (readonly [files: RegExp, properties: readonly string[]])[] = [
  [/\/src\/engine\/ops\/[\w-]+\.ts$/, ['compute', 'source']],
  [/\/src\/engine\/activations\.ts$/, ['f', 'derivative', 'formula', 'source']],
  [/\/src\/models\/[\w-]+\.ts$/, ['rule']],
]

/**
 * Leaves those properties out of the scripts of pages; what stands behind them goes with them. So a primitive stays one
 * entry with everything about it, and a page does not load what it has no use for.
 */
export const countingOnly: Plugin = {
  name: 'counting-only',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: {
    filter: { id: needless.map(([files]) => files) },
    handler: (code, id) => without(code, id, needless.find(([files]) => files.test(id))![1]),
  },
}

/** A program whose objects lack some properties. */
export function without(code: string, file: string, properties: readonly string[]): string {
  let [text, at] = ['', 0]
  const visitor = new Visitor({
    ObjectExpression: (object) => {
      for (const property of object.properties) {
        if (property.type !== 'Property' || property.key.type !== 'Identifier' || property.start < at) continue
        if (!properties.includes(property.key.name)) continue
        text += code.slice(at, property.start)
        at = property.end + /^\s*,?/.exec(code.slice(property.end))![0].length
      }
    },
  })
  visitor.visit(parseSync(file, code).program)
  return text + code.slice(at)
}
