/**
 * Contextual calibration (Zhao et al. 2021, §5): what a model says of each label, divided by what it says of an input
 * without content, so that the sum is 1 again.
 */
export function calibrated(said: readonly number[], ofNothing: readonly number[]): number[] {
  const divided = said.map((p, i) => p / ofNothing[i]!)
  const sum = divided.reduce((a, b) => a + b, 0)
  return divided.map((value) => value / sum)
}
