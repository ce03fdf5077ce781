/** What a test set can see. Accuracies and shares are 0 to 1. */

/** The two-sided 95 % point of the normal distribution, and the 80 % point, for a power of 80 %. */
const z95 = 1.959964
const z80 = 0.841621

/** The standard error of an accuracy p on n items. */
export const standardError = (p: number, n: number): number => Math.sqrt((p * (1 - p)) / n)

/** Half the width of the 95 % interval around it. */
export const halfWidth = (p: number, n: number): number => z95 * standardError(p, n)

/** Wilson's interval, which stays within 0 and 1. */
export function wilson(right: number, n: number): readonly [low: number, high: number] {
  const [p, z2] = [right / n, z95 ** 2]
  const middle = (p + z2 / (2 * n)) / (1 + z2 / n)
  const half = (z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}

/** The 95 % interval of a correlation r on n pairs, by Fisher's transformation. */
export function correlationInterval(r: number, n: number): readonly [low: number, high: number] {
  const half = z95 / Math.sqrt(n - 3)
  return [Math.tanh(Math.atanh(r) - half), Math.tanh(Math.atanh(r) + half)]
}

/** How many standard errors two accuracies on separate samples of n items are apart. */
export const zOf = (p: number, q: number, n: number): number =>
  Math.abs(p - q) / Math.hypot(standardError(p, n), standardError(q, n))

/**
 * How many items a paired comparison needs (McNemar's test, 5 % two-sided, power 80 %) to see a difference in accuracy,
 * when the two models disagree in correctness on a share of the items.
 */
export const itemsNeeded = (difference: number, disagreement: number): number =>
  (z95 * Math.sqrt(disagreement) + z80 * Math.sqrt(disagreement - difference ** 2)) ** 2 / difference ** 2

/** The smallest difference that n items can see; undefined where even the largest possible, the disagreement itself, is too small. */
export function detectable(n: number, disagreement: number): number | undefined {
  if (itemsNeeded(disagreement, disagreement) > n) return undefined
  let [low, high] = [0, disagreement]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (itemsNeeded(middle, disagreement) <= n) high = middle
    else low = middle
  }
  return high
}
