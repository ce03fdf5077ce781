import { polynomial } from '../engine/index.ts'
import type { Memory } from '../report/memory.ts'
import type { Origin } from './parts.ts'
import type { Phase, Study } from './study.ts'

/** A count of a whole model, and where it comes from. */
export interface Total {
  readonly value: string
  readonly origin: Origin
}

/** What is counted of a whole model. */
export function totalsOf({
  pass,
  step,
}: Study): Record<'parameters' | 'pass' | 'training', Total> &
  Record<'step' | 'cache' | 'memory' | 'inference', Total | undefined> {
  const { parameters, flops, kvCacheBytesPerToken: cache, kvCacheFormula, memory } = pass.report
  return {
    parameters: {
      value: parameters.total,
      origin: { formula: parameters.formula, phase: pass.id, of: 'parameters' },
    },
    pass: work(pass),
    step: step && work(step),
    training: { value: flops.training, origin: threefold(pass) },
    // An encoder has no cache; that is nothing, not none.
    cache:
      cache === '0' ? undefined : { value: cache, origin: { formula: kvCacheFormula, phase: pass.id, of: 'cache' } },
    memory: memory && held(memory, pass, 'Training memory, in bytes'),
    inference: held((step ?? pass).report.inference, step ?? pass, 'Inference memory, in bytes'),
  }
}

const work = ({ id, report: { flops } }: Phase): Total => ({
  value: flops.matmul,
  origin: { formula: flops.formula, phase: id, of: 'matmul' },
})

/** All that is held in memory. */
export const held = ({ parts, total }: Memory, { id }: Phase, of: string): Total => ({
  value: total,
  origin: { formula: parts.map(({ formula }) => formula).join('+'), phase: id, of },
})

/** A training step: the forward pass three times. */
export function threefold(
  { id, report }: Phase,
  { formula, part }: { readonly formula: string; readonly part?: string } = report.flops,
): Origin {
  const three = polynomial.multiply(polynomial.constant(3), polynomial.parse(formula))
  return { formula: polynomial.print(three), phase: id, of: 'training', part }
}
