import { describe, expect, it } from 'vitest'
import { run, valuesOf, type NumericArray } from '../../src/engine/index.ts'
import { attention, attentionMaps } from '../../src/figures/attention.ts'
import { csvOf, sheetsOf } from '../../src/figures/sheets.ts'
import { stepsOf, type Step } from '../../src/figures/steps.ts'
import { twinOf, type Twin } from '../../src/figures/twin.ts'
import { published } from '../../src/models/index.ts'
import { scopeAt } from '../../src/models/quantities.ts'
import { expectGolden } from './golden.ts'

const cases = [
  ['bert-base', 'block'],
  ['gpt2', 'block'],
  ['llama-7b', 'block'],
  ['llama-2-70b', 'block'],
  ['t5-base', 'decoder/block'],
  ['t5-v1_1-base', 'encoder/block'],
  ['transformer-base', 'decoder/block'],
] as const

const stepsIn = (twin: Twin, path: string): Step[] => stepsOf(twin, scopeAt(twin.model.graph, path))

describe.each(cases)('the twin of %s, part %s', (name, path) => {
  const twin = twinOf(name)
  const steps = stepsIn(twin, path)

  it('prints the values of the numeric interpreter', () => {
    const { weights, inputs, bindings, model } = twin
    const again = run(model.graph, { weights, inputs, bindings })
    const computed = again.observations.map(({ value }) => sorted(value))
    for (const step of steps) expect(computed).toContainEqual(sorted(step.value))
  })

  it('has weights of one decimal', () => {
    for (const { data } of Object.values(twin.weights))
      for (const value of data) expect(Math.abs(value * 10 - Math.round(value * 10))).toBeLessThan(1e-12)
  })

  it('prints every matrix that an equation uses before the equation', () => {
    const seen = new Set<string>()
    for (const { name, equation } of steps) {
      const right = equation?.replace(/^.*?(?: = |\\leftarrow )/s, '') ?? ''
      for (const symbol of right.match(/W_(?:\{\\text\{\w+\}\}|\{\w+\}|\w)|b_(?:\{\w+\}|\w)/g) ?? [])
        expect(seen).toContain(symbol)
      seen.add(name)
    }
  })

  it('lets no head spread its attention evenly', () => {
    for (const { rows } of attentionMaps(twin, scopeAt(twin.model.graph, path)))
      expect(Math.max(...rows.at(-1)!) - Math.min(...rows.at(-1)!)).toBeGreaterThan(0.1)
  })
})

describe('a twin', () => {
  it('can be followed by hand: each row of Q is its row of X times W_Q, plus b_Q', () => {
    const steps = stepsIn(twinOf('bert-base'), 'block/self-attention')
    const [X, W, b] = ['X', 'W_Q', 'b_Q'].map((name) => matrix(steps, name)) as [number[][], number[][], number[][]]
    const Q = sheetsOf(steps.find(({ name }) => name === 'Q')!).map(({ rows }) => rows)
    for (let head = 0; head < 2; head++)
      for (let t = 0; t < 3; t++)
        for (let k = 0; k < 2; k++) {
          const column = head * 2 + k
          const sum = X[t]!.reduce((total, x, i) => total + x * W[i]![column]!, b[0]![column]!)
          expect(Q[head]![t]![k]).toBeCloseTo(sum, 12)
        }
  })

  it('is the same on every run', () => {
    const [first, second] = [twinOf('gpt2'), twinOf('gpt2')]
    expect(csvOf(stepsIn(first, 'block'))).toBe(csvOf(stepsIn(second, 'block')))
  })

  it.each(Object.keys(published))('of %s exists', (name) => {
    const { result, model } = twinOf(name)
    for (const { data } of Object.values(result.outputs)) expect([...data].every(Number.isFinite)).toBe(true)
    expect(model.sizes['d']).toBe(4)
  })

  it('gives every number in its CSV', () => {
    const steps = stepsIn(twinOf('bert-base'), 'block/self-attention')
    const lines = csvOf(steps).split('\n')
    expect(lines[0]).toBe('part,name,axes,index,value')
    expect(lines).toHaveLength(1 + steps.reduce((sum, { value }) => sum + value.data.length, 0))
    expectGolden('twin-bert-self-attention.csv', csvOf(steps))
  })

  it('has attention maps whose rows sum to 1', () => {
    const { model, result } = twinOf('gpt2')
    const maps = attentionMaps({ ...twinOf('gpt2'), model, result }, model.graph.root)
    for (const { rows } of maps) for (const row of rows) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expectGolden('attention-gpt2.svg', attention(maps, 616))
    expect(valuesOf(result, model.graph.outputs['logits']!)).toHaveLength(1)
  })
})

const matrix = (steps: readonly Step[], name: string): number[][] =>
  sheetsOf(steps.find((step) => step.name === name)!)[0]!.rows.map((row) => [...row])

const sorted = ({ data }: NumericArray): number[] => [...data].sort((a, b) => a - b)
