/** A logarithmic axis: where a value stands, and which value stands at a place. */
export interface LogScale {
  (value: number): number
  readonly invert: (at: number) => number
}

/** As d3-scale's scaleLog, without what a page's script would have to load for the rest of it. */
export function logScale([low, high]: readonly [number, number], [from, to]: readonly [number, number]): LogScale {
  const whole = Math.log(high / low)
  return Object.assign((value: number) => from + ((to - from) * Math.log(value / low)) / whole, {
    invert: (at: number) => low * Math.exp((whole * (at - from)) / (to - from)),
  })
}

/** About `most` round values within a range, in steps of 1, 2 or 5 times a power of ten. */
export function roundTicks(low: number, high: number, most: number): number[] {
  const rough = (high - low) / most
  const power = 10 ** Math.floor(Math.log10(rough))
  const error = rough / power
  const step = power * (error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.sqrt(2) ? 2 : 1)
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}
