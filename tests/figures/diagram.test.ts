import { expect, test } from 'vitest'
import {
  act,
  add,
  einsum,
  input,
  linear,
  norm,
  repeat,
  scope,
  scopesOf,
  trace,
  type Tn,
} from '../../src/engine/index.ts'
import { diagram, scene, verticesOf, type DiagramOptions } from '../../src/figures/diagram/index.ts'
import { locatorMap, locatorStrip } from '../../src/figures/diagram/locator.ts'
import { flattened, letters, path, type Item } from '../../src/figures/diagram/scene.ts'
import { narrow, wide } from '../../src/figures/diagram/style.ts'
import { adaptations, type AdaptationName } from '../../src/models/adaptations/methods.ts'
import { publishedModel } from '../../src/models/index.ts'
import { complete, scopeAt } from '../../src/models/quantities.ts'
import { faults } from './diagram-faults.ts'
import { expectGolden } from './golden.ts'

async function diagramOf(name: string, path: string, options: DiagramOptions = {}) {
  const { graph, sizes } = publishedModel(name)
  return diagram(graph, scopeAt(graph, path), complete(graph, sizes), options)
}

test.each([
  ['bert-block', 'bert-base', 'block', { depth: 3, folded: ['block/feed-forward'] }],
  ['bert-heads', 'bert-base', 'block/self-attention/heads', {}],
  ['gpt2-block', 'gpt2', 'block', { depth: 3 }],
  ['t5-decoder-block', 't5-base', 'decoder/block', { depth: 2 }],
  ['t5-whole', 't5-base', '', {}],
  ['llama-block', 'llama-3-8b', 'block', { depth: 3 }],
])('the diagram of %s is as it was accepted', async (file, name, path, options) => {
  const { svg } = await diagramOf(name, path, options)
  expectGolden(`diagram-${file}.svg`, svg.wide)
  expectGolden(`diagram-${file}-narrow.svg`, svg.narrow)
})

const models = ['transformer-base', 'bert-base', 'gpt2', 't5-base', 'llama-3-8b', 'palm-540b']

test.each(models)(
  'in every diagram of %s, no text is covered or clipped, no line runs through a box, and nothing is too wide',
  async (name) => {
    const { graph, sizes } = publishedModel(name)
    const numbers = { show: 'flops', graph, bindings: complete(graph, sizes) } as const
    const found: string[] = []
    for (const part of scopesOf(graph.root))
      for (const depth of [1, 2, 3, 4])
        for (const style of [wide, narrow]) {
          const drawing = await scene(verticesOf(graph, part, { depth }), part, numbers, style)
          const where = `${part.path || 'the model'}, depth ${depth}, ${style.name}`
          // On a phone, a figure may be a fiftieth too wide: it is then shown that much smaller.
          if (drawing.width > style.width * (style === narrow ? 1.02 : 1))
            found.push(`${where}: ${drawing.width} px wide`)
          found.push(...faults(drawing).map((fault) => `${where}: ${fault}`))
        }
    expect(found).toEqual([])
  },
  60_000,
)

test.each([
  ['t5-base', wide, 1],
  ['t5-base', narrow, 1],
  ['transformer-base', wide, 2],
  ['transformer-base', narrow, 2],
])(
  'in %s a line leads from the end of the encoder to the left of the part that reads it',
  async (name, style, depth) => {
    const { graph, sizes } = publishedModel(name)
    const numbers = { show: 'flops', graph, bindings: complete(graph, sizes) } as const
    const { items } = await scene(verticesOf(graph, graph.root, { depth }), graph.root, numbers, style)
    const all = flattened(items)
    const ends = all.flatMap((item) => (item.kind === 'path' && item.role === 'stream' ? [item.points.at(-1)!] : []))
    const bridges = all.filter(
      (item) => item.kind === 'path' && item.role === 'edge' && String(item.points[0]) === String(ends[0]),
    )
    expect(bridges).toHaveLength(1)
    const [x, y] = (bridges[0] as Extract<Item, { kind: 'path' }>).points.at(-1)!
    const boxes = all.filter((item) => item.kind === 'rect' && item.role === 'fold')
    expect(boxes.some((box) => box.kind === 'rect' && box.x === x && box.y < y && y < box.y + box.height)).toBe(true)
    const texts = all.flatMap((item) => (item.kind === 'letters' ? item.runs.map(({ text }) => text).join('') : []))
    expect(texts.filter((text) => text.startsWith('to decoder') || text.startsWith('from encoder'))).toEqual([])
  },
)

test.each(Object.keys(adaptations) as AdaptationName[])(
  'with %s in it, a diagram has no fault either, and frames what is trained',
  async (name) => {
    for (const [model, parts] of Object.entries(adapted)) {
      const { graph: own, sizes } = publishedModel(model)
      const graph = adaptations[name].adapt(own)
      const numbers = {
        show: 'parameters',
        graph,
        bindings: complete(graph, { ...sizes, q: 100, R: 8, m: 64 }),
      } as const
      const found: string[] = []
      for (const part of parts)
        for (const style of [wide, narrow]) {
          const drawing = await scene(verticesOf(graph, scopeAt(graph, part), {}), scopeAt(graph, part), numbers, style)
          if (drawing.width > style.width * (style === narrow ? 1.05 : 1))
            found.push(`${part}: ${drawing.width} px wide`)
          found.push(...faults(drawing).map((fault) => `${part}, ${style.name}: ${fault}`))
        }
      expect(found).toEqual([])
    }
    const { graph, sizes } = publishedModel('t5-v1_1-base')
    const changed = adaptations[name].adapt(graph)
    const bindings = complete(changed, { ...sizes, q: 100, R: 8, m: 64 })
    const framed = async (part: string, depth: number) => {
      const { svg } = await diagram(changed, scopeAt(changed, part), bindings, { depth })
      return svg.wide.split('weight marked').length - 1
    }
    const expected = { prompt: [1, 0], prefix: [0, 2], lora: [0, 4], ia3: [0, 2] } as const
    const counts = name in expected ? expected[name as keyof typeof expected] : [0, 0]
    expect([await framed('encoder', 1), await framed('encoder/block/self-attention/heads', 1)]).toEqual(counts)
  },
  60_000,
)

const adapted = {
  't5-v1_1-base': [
    'encoder',
    'encoder/block',
    'encoder/block/self-attention/heads',
    'decoder/block/self-attention/heads',
  ],
  'gpt3-175b': ['embeddings', 'block', 'block/self-attention/heads', 'block/feed-forward'],
}

test('text on text, a line through a box and what is clipped are found', () => {
  const label = (x: number) => letters(x, 40, [{ text: 'scores', face: 'sans', size: 13 }])
  const box = { kind: 'rect', role: 'operation', x: 100, y: 20, width: 80, height: 40 } as const
  const line: Item = path('edge', [
    [60, 30],
    [200, 30],
  ])
  const found = faults({ width: 190, height: 80, items: [label(10), label(20), box, line] })
  expect(found).toEqual([
    expect.stringContaining('“scores” lies on “scores”'),
    expect.stringContaining('a line runs through the box at 100, 20'),
  ])
  expect(faults({ width: 40, height: 80, items: [label(10)] })).toEqual(['“scores” is clipped'])
})

test('the same graph gives the same picture, to the byte', async () => {
  const [first, second] = [
    await diagramOf('gpt2', 'block', { depth: 3 }),
    await diagramOf('gpt2', 'block', { depth: 3 }),
  ]
  expect(second).toEqual(first)
})

test('a block is drawn within a second', async () => {
  await diagramOf('bert-base', 'block', { depth: 3 })
  const start = performance.now()
  await diagramOf('llama-3-8b', 'block', { depth: 3 })
  expect(performance.now() - start).toBeLessThan(1000)
})

/** A block that a test can leave something out of. */
function variant({ activation = true, normalized = true, residual = true }) {
  const feedForward = scope('feed-forward', '', (x: Tn<'B T d'>): Tn<'B T d'> => {
    const H = linear('B T d, f d -> B T f', x, 'in', { symbol: 'W_1' })
    return linear('B T f, d f -> B T d', activation ? act(H, 'gelu') : H, 'out', { symbol: 'W_2' })
  })
  const graph = trace(() => ({
    output: repeat('block', 'layers', 'L', input('x', 'B T d'), (x) => {
      const y = feedForward(normalized ? norm(x, 'norm', 1e-5) : x)
      return residual ? add(x, y) : y
    }),
  }))
  return diagram(graph, scopeAt(graph, 'block'), { B: 1, T: 8, d: 16, f: 64, L: 2 }, { depth: 2 })
}

test('an operation that is taken out of a model goes from its diagram', async () => {
  const [all, linearOnly, raw] = [
    await variant({}),
    await variant({ activation: false }),
    await variant({ normalized: false }),
  ]
  expect(all.svg.wide).toContain('>GELU<')
  expect(linearOnly.svg.wide).not.toContain('>GELU<')
  expect(all.svg.wide).toContain('>layer norm<')
  expect(raw.svg.wide).not.toContain('>layer norm<')
  expect(all.twin.length - linearOnly.twin.length).toBe(1)
})

test('a block without a sum has a stream that nothing is added to', async () => {
  const { svg } = await variant({ residual: false })
  expect(svg.wide).not.toContain('class="point"')
})

test('a part without a stream is drawn alone, its inputs above and its results below', async () => {
  const graph = trace(() => ({
    scores: einsum('B T d, B S d -> B T S', input('queries', 'B T d'), input('keys', 'B S d')),
  }))
  const { svg, twin } = await diagram(graph, graph.root, { B: 1, T: 8, S: 8, d: 16 })
  expect(svg.wide).not.toContain('class="stream"')
  expect(svg.wide).toMatch(/>queries<.*>keys<.*>scores</s)
  expect(twin).toMatchObject([{ axes: 'B T S', inputs: [{ words: 'queries' }, { words: 'keys' }] }])
})

test('a mark is a link exactly where the post explains it, by part or by name', async () => {
  const options = { depth: 3, links: { Q: 'projections', 'block/feed-forward': 'ffn' } }
  const { svg, unused } = await diagramOf('bert-base', 'block', options)
  expect(svg.wide.match(/<a href="#projections"[^>]*data-node="Q"/g)).toHaveLength(1)
  expect(svg.wide.match(/<a href="#ffn"/g)).toHaveLength(3)
  expect(svg.wide.match(/<a /g)).toHaveLength(4)
  expect(svg.wide).toContain('role="group"')
  expect(unused).toEqual([])
})

test('a link from nothing in the diagram is reported', async () => {
  const { unused } = await diagramOf('bert-base', 'block', { links: { Q: 'projections' } })
  expect(unused).toEqual(['Q'])
})

test('numbers carry their polynomials, and count FLOPs, parameters or nothing', async () => {
  const [flops, parameters, none] = [
    await diagramOf('bert-base', 'block/self-attention', { show: 'flops' }),
    await diagramOf('bert-base', 'block/self-attention', { show: 'parameters' }),
    await diagramOf('bert-base', 'block/self-attention', { show: 'none' }),
  ]
  expect(flops.svg.wide).toMatch(/data-poly="2BTdhk" data-of="matmul"[^>]*>150,994,944</)
  expect(parameters.svg.wide).toMatch(/data-poly="dhk\+d"[^>]*>590,592</)
  expect(none.svg.wide).not.toContain('data-poly')
})

test('the list says what each mark of the diagram does, in the order of the data', async () => {
  const { twin } = await diagramOf('bert-base', 'block', { depth: 3 })
  expect(twin.map(({ words, latex }) => latex ?? words.replace(/ gives .*/, ''))).toEqual([
    'Q = X\\,W_Q',
    'K = X\\,W_K',
    'V = X\\,W_V',
    '\\frac{Q\\,K^{\\top}}{\\sqrt{\\k}}',
    'padding mask',
    'softmax over S',
    'C = A\\,V',
    'C\\,W_O',
    'sum',
    'layer norm',
    'H = \\hat{Y}\\,W_1',
    'GELU',
    '\\operatorname{GELU}\\!\\left(H\\right)\\,W_2',
    'sum',
    'layer norm',
  ])
})

test('the map has a stop for every part that a reader passes, each once', () => {
  const { graph, sizes } = publishedModel('t5-base')
  const map = locatorMap(graph, complete(graph, sizes), (path) => (path.endsWith('norm') ? undefined : 'here'))
  const scopes = [...map.matchAll(/data-scope="([^"]*)"/g)].map(([, path]) => path)
  expect(scopes).toContain('decoder/block/cross-attention')
  expect(new Set(scopes).size).toBe(scopes.length)
  expect(map).toContain('data-poly="L"')
  const links = [...map.matchAll(/<a href="#here" data-scope="([^"]*)"/g)].map(([, path]) => path)
  expect(links).toEqual(scopes.filter((path) => !path!.endsWith('norm')))
  expect(locatorStrip(graph).match(/<g data-scope/g)).toHaveLength(8)
})
