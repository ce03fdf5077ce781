/**
 * How often the majority of some voters is right when there are two answers. Each is right with probability p; a tie is
 * decided by a coin. `correlation` is that of two voters: 0 for strangers, 1 for one voter asked again and again. Between
 * the two a question has its own chance of being answered right, drawn from a beta distribution with mean p.
 */
export function majority(voters: number, p: number, correlation = 0): number {
  if (correlation >= 1) return p
  const strength = correlation === 0 ? Infinity : (1 - correlation) / correlation
  let sum = 0
  for (let right = 0; right <= voters; right++) {
    const share = Math.exp(logChoose(voters, right) + logChance(voters, right, p, strength))
    if (2 * right > voters) sum += share
    else if (2 * right === voters) sum += share / 2
  }
  return sum
}

/** The correlation at which the majority is right as often as was observed, to six decimals. */
export function correlationFor(voters: number, p: number, observed: number): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (majority(voters, p, middle) > observed) low = middle
    else high = middle
  }
  return Number(low.toFixed(6))
}

/** The logarithm of the probability of one sequence with so many right answers. */
function logChance(voters: number, right: number, p: number, strength: number): number {
  if (strength === Infinity) return right * Math.log(p) + (voters - right) * Math.log(1 - p)
  const [a, b] = [p * strength, (1 - p) * strength]
  return logRising(a, right) + logRising(b, voters - right) - logRising(strength, voters)
}

/** log of x(x+1)…(x+n−1). */
const logRising = (x: number, n: number): number => sumOf(n, (i) => Math.log(x + i))
const logChoose = (n: number, k: number): number => sumOf(k, (i) => Math.log((n - i) / (i + 1)))

function sumOf(n: number, f: (i: number) => number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += f(i)
  return sum
}
