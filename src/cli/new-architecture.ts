import type { Scaffold } from './new-files.ts'
import { problem, Refusal } from '../report/refusal.ts'

/** A model that runs, with one configuration, a test that counts it by hand, and its place among the others. */
export function architectureFiles(name: string, read: (file: string) => string): Scaffold {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name))
    throw new Refusal(problem('name', `"${name}"`, 'small letters, digits and hyphens, such as gpt-neo'))
  const own = { name, camel: camelCase(name), type: name.replaceAll('-', '_'), Class: `${pascalCase(name)}Model` }
  return {
    files: [
      { path: `src/models/${name}.ts`, isNew: true, text: model(own) },
      { path: `src/models/configs/${name}.ts`, isNew: true, text: configs(own) },
      { path: `tests/models/${name}.test.ts`, isNew: true, text: test(own) },
      ...Object.entries(lists).map(([path, places]) => ({
        path,
        isNew: false,
        text: listed(own, path, read(path), places),
      })),
    ],
    next: `Run npx vitest run tests/models/${name}.test.ts, then make the block in src/models/${name}.ts what its paper says.`,
  }
}

interface Names {
  /** `gpt-neo`, its file. */
  readonly name: string
  /** `gptNeo`, its constant. */
  readonly camel: string
  /** `gpt_neo`, its `model_type`. */
  readonly type: string
  /** `GptNeoModel`, its class. */
  readonly Class: string
}

const pascalCase = (name: string): string =>
  name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

const camelCase = (name: string): string => pascalCase(name).replace(/^./, (letter) => letter.toLowerCase())

/** The files that list models: where each of their parts is, and what is written there. */
const lists: Readonly<Record<string, readonly (readonly [part: string, at: RegExp, write: Written])[]>> = {
  'src/models/model-of.ts': [
    ['imports', /^(import \{ ConfigError.*\n)()/m, ({ camel, name }) => `import { ${camel} } from './${name}.ts'\n`],
    ['architectures', /(architectures: readonly Architecture\[\] = \[[^\]]*?),?(\s*\])/, ({ camel }) => `, ${camel}`],
  ],
  'src/models/index.ts': [
    [
      'imports',
      /^(import \{ describe.*\n)()/m,
      ({ camel, name }) => `import { ${camel}Configs } from './configs/${name}.ts'\n`,
    ],
    [
      'published',
      /(published: Readonly<Record<string, Published>> = \{[^}]*?),?(\s*\})/,
      ({ camel }) => `, ...${camel}Configs`,
    ],
  ],
}

type Written = (names: Names) => string

/** A list with the model in it, and imported. */
function listed(own: Names, file: string, source: string, places: (typeof lists)[string]): string {
  const lost = places.filter(([, at]) => !at.test(source))
  if (lost.length > 0)
    throw new Refusal(
      ...lost.map(([part]) => problem(file, 'another form than this command knows', `the ${part} at their place`)),
    )
  return places.reduce(
    (text, [, at, write]) => text.replace(at, (_, before: string, after: string) => before + write(own) + after),
    source,
  )
}

const model = ({ name, camel, type, Class }: Names): string => `import {
  act,
  add,
  einsum,
  gather,
  input,
  linear,
  named,
  norm,
  param,
  repeat,
  scope,
  tie,
  trace,
  type Tn,
} from '../engine/index.ts'
import type { Architecture } from './architecture.ts'
import { Fields } from './config.ts'

/** ${name}: say which paper describes it, and whose names the weights have. */
export const ${camel}: Architecture = {
  modelType: '${type}',
  title: '${name}',
  classes: ['${Class}'],
  build(config) {
    const fields = new Fields(config)
    const sizes = {
      d: fields.size('hidden_size'),
      f: fields.size('intermediate_size'),
      L: fields.size('num_hidden_layers'),
      V: fields.size('vocab_size'),
    }
    const epsilon = fields.positive('layer_norm_eps', 1e-5)
    fields.done()
    return { sizes, graph: trace(() => languageModel(epsilon)) }
  },
}

function languageModel(epsilon: number) {
  const { words, x } = embeddings()
  const y = repeat('block', 'layers', 'L', x, (x) => block(epsilon, x))
  return { logits: head(norm(y, 'norm', epsilon), words) }
}

const embeddings = scope('embeddings', '', () => {
  const words = param('embed_tokens.weight', 'V d', 'W_{\\\\text{word}}')
  return { words, x: gather(words, input('input_ids', 'B T')) }
})

/** One block: a branch that reads the normalized stream and adds to it. The attention goes here, too. */
function block(epsilon: number, x: Tn<'B T d'>): Tn<'B T d'> {
  return add(named('X', x), feedForward(norm(x, 'norm', epsilon)))
}

const feedForward = scope('feed-forward', 'mlp', (x: Tn<'B T d'>): Tn<'B T d'> => {
  const H = named('H', linear('B T d, f d -> B T f', x, 'up', { symbol: 'W_1' }))
  return linear('B T f, d f -> B T d', act(H, 'gelu'), 'down', { symbol: 'W_2' })
})

/** Scores every token of the vocabulary at every place, with the word table itself. */
const head = scope('lm-head', 'lm_head', (x: Tn<'B T d'>, words: Tn<'V d'>): Tn<'B T V'> => {
  tie('weight', words)
  return einsum('B T d, V d -> B T V', x, words)
})
`

const configs = ({ name, camel, type, Class }: Names): string => `import type { Published } from '../architecture.ts'

/** Say where each configuration stands. */
export const ${camel}Configs: Readonly<Record<string, Published>> = {
  '${name}-small': {
    title: '${name} small',
    class: '${Class}',
    source: 'a paper, its table, and the config.json of the checkpoint',
    config: {
      model_type: '${type}',
      num_hidden_layers: 2,
      hidden_size: 64,
      intermediate_size: 256,
      vocab_size: 1000,
      layer_norm_eps: 1e-5,
    },
  },
}
`

const test = ({ name }: Names): string => `import { describe, expect, test } from 'vitest'
import { count, parameterCount, parameters, workOfScope } from '../../src/engine/index.ts'
import { publishedModel } from '../../src/models/index.ts'
import { complete } from '../../src/models/quantities.ts'

describe('${name}', () => {
  const { graph, sizes } = publishedModel('${name}-small')
  const { d, f, L, V } = { d: 64n, f: 256n, L: 2n, V: 1000n }

  test('has the parameters that its equations have', () => {
    const block = 2n * d * f + f + d + 2n * d
    expect(count(parameterCount(graph), sizes)).toBe(V * d + L * block + 2n * d)
  })

  test('names its weights as the checkpoint does', () => {
    const names = parameters(graph).map((tensor) => tensor.name)
    expect(names).toContain('layers.{i}.mlp.up.weight')
  })

  test('spends two FLOPs on each pair of numbers that a product multiplies', () => {
    const at = complete(graph, { ...sizes, B: 1, T: 8 })
    expect(count(workOfScope(graph, graph.root).matmul, at)).toBe(8n * (L * 4n * d * f + 2n * V * d))
  })
})
`
