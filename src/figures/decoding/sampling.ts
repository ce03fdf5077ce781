/** How a next token is drawn from scores: what the temperature divides them by, and which tokens are left out. */
export interface SamplingRule {
  readonly temperature?: number | undefined
  /** Only the so many most probable tokens. */
  readonly topK?: number | undefined
  /** Only the smallest set of most probable tokens that holds this share of the probability. */
  readonly topP?: number | undefined
}

/** The probabilities that a rule draws with, in the order of the scores; 0 for a token that is left out. */
export function sampled(logits: readonly number[], { temperature = 1, topK, topP }: SamplingRule = {}): number[] {
  const all = softmax(logits.map((logit) => logit / temperature))
  const order = all.map((_, i) => i).sort((a, b) => all[b]! - all[a]!)
  const kept = new Set(order.slice(0, Math.min(topK ?? order.length, nucleus(all, order, topP))))
  const mass = [...kept].reduce((sum, i) => sum + all[i]!, 0)
  return all.map((share, i) => (kept.has(i) ? share / mass : 0))
}

/** Bits of surprise that a draw holds on average. */
export const entropy = (probabilities: readonly number[]): number =>
  probabilities.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0)

/** How many tokens it takes, most probable first, until their probability reaches p. */
function nucleus(probabilities: readonly number[], order: readonly number[], p: number | undefined): number {
  if (p === undefined) return order.length
  let mass = 0
  const last = order.findIndex((i) => (mass += probabilities[i]!) >= p)
  return last < 0 ? order.length : last + 1
}

function softmax(values: readonly number[]): number[] {
  const most = Math.max(...values)
  const powers = values.map((value) => Math.exp(value - most))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}
