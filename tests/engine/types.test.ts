import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = process.cwd()
const { config } = ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile) as { config: object }
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)

/** Compiles one file of the project with another text in its place, under the project's own options. */
function compiler(path: string): { text: string; problems: (text: string) => string[] } {
  const name = `${root}/${path}`
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile.bind(host)
  const known = new Map<string, ts.SourceFile | undefined>()
  let current = ''
  host.getSourceFile = (file, version) => {
    if (file === name) return ts.createSourceFile(file, current, version)
    if (!known.has(file)) known.set(file, read(file, version))
    return known.get(file)
  }
  let program: ts.Program | undefined
  return {
    text: readFileSync(name, 'utf8'),
    problems: (text) => {
      current = text
      program = ts.createProgram([name], { ...options, noEmit: true }, host, program)
      return program
        .getSemanticDiagnostics(program.getSourceFile(name))
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
    },
  }
}

describe('a model', () => {
  const { text, problems } = compiler('src/models/bert.ts')

  it('compiles as it is', () => expect(problems(text)).toEqual([]), 60_000)

  it.each([
    ['a projection of the wrong tensor', "linear('B T d, h k d -> B h T k', x", "linear('B S d, h k d -> B h S k', x"],
    ['queries and keys exchanged', "B h S k -> B h T S', Q, K)", "B h S k -> B h T S', K, Q)"],
    ['values over another axis', "'B h T S, B h S k -> B h T k'", "'B h T S, B h T k -> B h S k'"],
    ['a result axis that nothing has', "'B h T k, B h S k -> B h T S'", "'B h T k, B h S k -> B h T P'"],
    ['a softmax over an axis that the scores lack', "'T', 'S'), 'S')", "'T', 'S'), 'k')"],
    ['a mask over an axis that the scores lack', "keep, 'T', 'S')", "keep, 'T', 'k')"],
    ['an embedding of another width', "'word_embeddings.weight', 'V d'", "'word_embeddings.weight', 'V k'"],
    ['a feed-forward layer that does not come back', "'B T f, d f -> B T d'", "'B T f, f d -> B T f'"],
    ['a token taken along an axis that is not there', "slice(x, 'T', 0)", "slice(x, 'S', 0)"],
    ['a scale that is no root of a size', "'1/√k'", "'1/k'"],
    ['an activation that does not exist', "), 'tanh')", "), 'tahn')"],
    ['an input of other axes than those it is used with', "input('input_ids', 'B T')", "input('input_ids', 'B S')"],
  ])('with %s does not compile', { timeout: 60_000 }, (_, right, wrong) => {
    expect(text).toContain(right)
    expect(problems(text.replace(right, wrong))).not.toEqual([])
  })

  it('says which axis is the wrong one', { timeout: 60_000 }, () => {
    const wrong = text.replace("'B h T k, B h S k -> B h T S'", "'B h T k, B h S k -> B h T P'")
    expect(problems(wrong).join('\n')).toContain('the result has an axis that no operand has: P')
  })
})

describe('a primitive', () => {
  const { text, problems } = compiler('src/engine/ops/carry.ts')
  const rules = ['name', 'source', 'axes', 'cost', 'kept', 'latex', 'draw', 'compute']

  it('compiles with all its rules', () => expect(problems(text)).toEqual([]), 60_000)

  it.each(rules)('without its rule %s does not compile', { timeout: 60_000 }, (rule) => {
    const lines = text.split('\n')
    const without = lines.filter((line) => !line.startsWith(`  ${rule}: `))
    expect(without).toHaveLength(lines.length - 1)
    expect(problems(without.join('\n')).join('\n')).toContain(`Property '${rule}' is missing`)
  })
})
