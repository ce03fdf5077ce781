import { publishedModel } from './src/models/index.ts'
import { scopeAt, complete } from './src/models/quantities.ts'
import { scene, verticesOf } from './src/figures/diagram/index.ts'
import { narrow, wide } from './src/figures/diagram/style.ts'
import { flattened } from './src/figures/diagram/scene.ts'
const m = publishedModel('bert-base')
const s = scopeAt(m.graph, 'block')
const vs = verticesOf(m.graph, s, { depth: 9, folded: ['block/feed-forward'] })
const d = await scene(vs, s, { show: 'flops', graph: m.graph, bindings: complete(m.graph, m.sizes) }, narrow)
for (const i of flattened(d.items))
  if (i.kind === 'path')
    for (let k = 1; k < i.points.length; k++) {
      const [a, b] = [i.points[k - 1]!, i.points[k]!]
      if (a[0] !== b[0] && a[1] !== b[1]) console.log(i.role, JSON.stringify(i.points))
    }
