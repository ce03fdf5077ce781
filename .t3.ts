import { writeFileSync, mkdirSync } from 'node:fs'
import { publishedModel } from './src/models/index.ts'
import { scopeAt, complete } from './src/models/quantities.ts'
import { diagram } from './src/figures/diagram/index.ts'
mkdirSync('/tmp/dg', { recursive: true })
const cases = process.argv.slice(2).map((a) => a.split(','))
let body = ''
for (const [name, path, depth, fold] of cases) {
  const m = publishedModel(name!)
  const t = Date.now()
  const d = await diagram(m.graph, scopeAt(m.graph, path!), complete(m.graph, m.sizes), {
    depth: Number(depth),
    folded: fold ? fold.split('+') : [],
    links: { 'block/self-attention': 'x' },
  })
  console.log(
    name,
    path,
    depth,
    Date.now() - t,
    'ms',
    d.svg.wide.length,
    /viewBox="[^"]*"/.exec(d.svg.wide)![0],
    /viewBox="[^"]*"/.exec(d.svg.narrow)![0],
  )
  body += `<figure class="fig middle"><p>${name} ${path} ${depth}</p><div class="scroll">${d.svg.wide}${d.svg.narrow}</div></figure>\n`
}
writeFileSync('/tmp/dg/body.html', body)
