import { parseSync, Visitor } from 'rolldown/utils'
import type { Plugin } from 'vite'

/**
 * What a page never asks of a model, by the files that say it. A page counts, draws and names; it neither runs a model nor
 * is there anybody to be told why one cannot be traced, since it was when the site was built.
 */
const needless: readonly (readonly [files: RegExp, names: readonly string[]])[] = [
  [/\/src\/engine\/ops\/[\w-]+\.ts(\?|$)/, ['compute', 'source', 'rule', 'fail']],
  [/\/src\/engine\/activations\.ts(\?|$)/, ['f', 'derivative', 'formula', 'source']],
  [/\/src\/engine\/trace\.ts(\?|$)/, ['fail']],
  // Every polynomial that a page reads was printed by the site.
  [/\/src\/engine\/poly\.ts(\?|$)/, ['problem']],
  [/\/src\/engine\/symbols\.ts(\?|$)/, ['short']],
  [/\/src\/models\/[\w-]+\.ts(\?|$)/, ['rule']],
]

/**
 * Leaves that out of the scripts of pages, with all that stands behind it. So a primitive stays one entry with everything
 * about it, and a page loads what it has a use for.
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

/** A program whose objects lack the properties of some names, and whose functions of these names are told nothing. */
export function without(code: string, file: string, names: readonly string[]): string {
  const cuts: (readonly [start: number, end: number])[] = []
  const visitor = new Visitor({
    ObjectExpression: ({ properties }) => {
      for (const property of properties) {
        if (property.type !== 'Property' || property.key.type !== 'Identifier') continue
        const comma = /^\s*,?/.exec(code.slice(property.end))![0].length
        if (names.includes(property.key.name)) cuts.push([property.start, property.end + comma])
      }
    },
    CallExpression: ({ callee, arguments: own }) => {
      if (callee.type === 'Identifier' && names.includes(callee.name) && own.length > 0)
        cuts.push([own[0]!.start, own.at(-1)!.end])
    },
  })
  visitor.visit(parseSync(file.replace(/\?.*$/, ''), code).program)
  let [text, at] = ['', 0]
  for (const [start, end] of cuts.sort(([a], [b]) => a - b)) {
    if (start < at) continue
    text += code.slice(at, start)
    at = end
  }
  return text + code.slice(at)
}
