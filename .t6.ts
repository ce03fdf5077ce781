import { publishedModel } from './src/models/index.ts'
import { scopesOf } from './src/engine/index.ts'
import { complete } from './src/models/quantities.ts'
import { scene, verticesOf } from './src/figures/diagram/index.ts'
import { narrow, wide } from './src/figures/diagram/style.ts'
import { faults } from './tests/figures/diagram-faults.ts'
let n = 0,
  bad = 0
const only = process.argv[2]
for (const name of [
  'transformer-base',
  'bert-base',
  'gpt2',
  't5-base',
  't5-v1_1-base',
  'llama-2-7b',
  'llama-3-8b',
  'mistral-7b',
  'gpt3-175b',
  'palm-540b',
]) {
  if (only && only !== name) continue
  const m = publishedModel(name)
  const bindings = complete(m.graph, m.sizes)
  for (const s of scopesOf(m.graph.root))
    for (const depth of [1, 2, 3, 4])
      for (const style of [wide, narrow]) {
        const t = performance.now()
        const vs = verticesOf(m.graph, s, { depth })
        let d
        try {
          d = await scene(vs, s, { show: 'flops', graph: m.graph, bindings }, style)
        } catch (e) {
          console.log('ERR', name, s.path, depth, style.name, (e as Error).stack!.split('\n').slice(0, 4).join(' '))
          bad++
          continue
        }
        const f = faults(d)
        n++
        const ms = performance.now() - t
        if (d.width > style.width + (style === narrow ? 40 : 0)) f.push(`too wide: ${Math.round(d.width)}`)
        if (ms > 700) f.push(`slow ${ms | 0}`)
        if (f.length) {
          bad++
          console.log(name, s.path || '(root)', depth, style.name, '\n   ' + [...new Set(f)].slice(0, 6).join('\n   '))
        }
      }
}
console.log(n, 'figures', bad, 'bad')
