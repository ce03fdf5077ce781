import { spawnSync } from 'node:child_process'
import { count, parameterCount, scopesOf, workOfScope } from '../src/engine/index.ts'
import { architectures, modelOf, published } from '../src/models/index.ts'
import { complete } from '../src/models/quantities.ts'

/** The most that tracing and costing a model may take, in milliseconds: a knob that switches models must not be felt. */
const target = 10

/** Builds the same model without memory for its weights and prints the milliseconds; fails where transformers has no such model. */
const meta = `
import json, sys, time
import torch
from transformers import AutoConfig, AutoModel
config = json.loads(sys.argv[1])
config = AutoConfig.for_model(config.pop("model_type"), **config)
def build():
    start = time.perf_counter()
    with torch.device("meta"):
        AutoModel.from_config(config)
    return 1000 * (time.perf_counter() - start)
print(sorted(build() for _ in range(3))[1])
`

const missing = reasonWithoutTorch()
console.log('milliseconds, median of 30 warm runs; torch builds the model on its meta device and counts nothing')
console.log('model'.padEnd(20) + 'engine'.padStart(10) + 'torch'.padStart(10))
let slow = 0
for (const { modelType } of architectures) {
  const name = Object.keys(published).find((name) => published[name]!.config['model_type'] === modelType)
  if (name === undefined) continue
  const own = median(30, () => traceAndCost(name))
  if (own > target) slow += 1
  console.log(name.padEnd(20) + own.toFixed(2).padStart(10) + (missing ?? timeOfTorch(name)).padStart(10))
}
if (missing !== undefined) console.log(`torch: ${missing}, for torch or transformers cannot be imported by python3`)
console.log(slow === 0 ? `all within ${target} ms` : `${slow} over ${target} ms`)
process.exitCode = slow === 0 ? 0 : 1

/** What a page does when its model changes: trace it, and count the work of every part and the parameters. */
function traceAndCost(name: string): void {
  const { config, class: own } = published[name]!
  const { graph, sizes } = modelOf(config, own)
  const bindings = complete(graph, { ...sizes, T: 128, S: 128 })
  for (const scope of scopesOf(graph.root)) count(workOfScope(graph, scope).matmul, bindings)
  count(parameterCount(graph), bindings)
}

function median(runs: number, f: () => void): number {
  for (let i = 0; i < 10; i++) f()
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    f()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!
}

function reasonWithoutTorch(): string | undefined {
  return spawnSync('python3', ['-c', 'import torch, transformers']).status === 0 ? undefined : 'missing'
}

function timeOfTorch(name: string): string {
  const { status, stdout } = spawnSync('python3', ['-c', meta, JSON.stringify(published[name]!.config)])
  return status === 0 ? Number(stdout).toFixed(1) : 'none'
}
