import { accounts } from './pretraining.ts'
import { geluDrift, type Drift } from './gelu-drift.ts'
import { keptParts, largestBatch } from './memory.ts'

/** What the charts of the post draw. */

/** The README's lengths. */
const lengths = [64, 128, 256, 320, 384, 512]

/** By length, the largest batch that 12 GB could hold at best. */
export const bound = (name: string): [number, number][] => lengths.map((T) => [T, largestBatch(name, T, 12e9)])

/** What a block keeps of a sequence, in MB. */
export const keptRows = (name: string, T: number): { name: string; value: number; strong: boolean; source: string }[] =>
  keptParts(name, T).map((part, i) => ({
    name: part.name,
    value: tenths(part.bytes / 1e6),
    strong: i === 0,
    source: 'computed here',
  }))

/** The four accounts of pre-training in exaFLOPs, for both sizes. */
export function accountRows(): { name: string; from: number; value: number; source: string }[] {
  const large = accounts('bert-large')
  return accounts('bert-base').map(({ name, total, source }, i) => ({
    name,
    from: exa(total),
    value: exa(large[i]!.total),
    source,
  }))
}

export const drift = geluDrift()

/** The distance of the two runs after each block. */
export const driftPoints = (of: keyof Drift): [number, number][] =>
  drift.states.flatMap((state, i): [number, number][] => (i === 0 ? [] : [[i, state[of]]]))

const exa = (flops: number): number => Number((flops / 1e18).toPrecision(3))
const tenths = (value: number): number => Number(value.toFixed(1))
