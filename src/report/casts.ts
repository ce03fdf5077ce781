import * as float32 from '../engine/float32.ts'
import type { Rules } from '../engine/index.ts'
import { tableBy } from '../engine/ops/constant.ts'
import { normBy } from '../engine/ops/norm.ts'
import { turnBy } from '../engine/ops/rope.ts'
import { softmaxBy } from '../engine/ops/softmax.ts'

const { fround } = Math

/** What transformers computes in 32 bits whatever the precision of the weights. In BERT and GPT-2 that is nothing. */
export const castsOf = (architecture: string): Rules => casting[architecture] ?? {}

/**
 * transformers 5, modeling_llama.py and modeling_mistral.py: the whole norm, the softmax, and the rotary angles with their
 * sines and cosines. A power of θ is the nearest float; PyTorch's is its neighbor about once in a hundred.
 */
const llama: Rules = {
  norm: {
    compute: normBy((row, _, epsilon) => {
      const factor = float32.inverseRms(row, epsilon)
      return row.map((x) => fround(fround(x) * factor))
    }),
  },
  softmax: { compute: softmaxBy(float32.softmax) },
  rope: { compute: turnBy(float32) },
  constant: { compute: tableBy(fround) },
}

/** transformers 5, modeling_t5.py: the root mean square, by which a row is divided in its own precision. */
const t5: Rules = {
  norm: {
    compute: normBy((row, _, epsilon) => {
      const factor = float32.inverseRms(row, epsilon)
      return row.map((x) => x * factor)
    }),
  },
}

const casting: Readonly<Record<string, Rules>> = { t5, llama, mistral: llama }
