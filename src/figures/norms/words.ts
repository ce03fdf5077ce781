import { printed } from '../heat.ts'

/** A number with at most `places` decimals and no zeros at its end: 1.500 is 1.5, −0.3333 is −0.333. */
export const decimal = (value: number, places = 3): string => {
  const text = printed(value, places)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** A vector in a sentence: (−1.667, 1, 0.333, 0.333). */
export const vector = (values: Iterable<number>, places = 3): string =>
  `(${Array.from(values, (value) => decimal(value, places)).join(', ')})`
