/** How scores move when the share of the positive class does and the classifier does not. All are shares, 0 to 1. */

/** How often a classifier says yes to a positive, and to a negative. */
export interface Rates {
  readonly hit: number
  readonly alarm: number
}

/** The rates behind an accuracy and an F1 at a share of positives: two equations, two unknowns. */
export function ratesOf(accuracy: number, f1: number, share: number): Rates {
  // hits a and alarms b as shares of all: share − a + b = 1 − accuracy, and 2a = f1 (share + a + b).
  const wrong = 1 - accuracy
  const a = (f1 * wrong) / (2 * (1 - f1))
  return { hit: a / share, alarm: (wrong - share + a) / (1 - share) }
}

export const accuracyAt = ({ hit, alarm }: Rates, share: number): number => share * hit + (1 - share) * (1 - alarm)

export const f1At = ({ hit, alarm }: Rates, share: number): number =>
  (2 * share * hit) / (share + share * hit + (1 - share) * alarm)

/** The share of positives that an accuracy and an F1 give away, if as many are missed as are wrongly found. */
export const shareBehind = (accuracy: number, f1: number): number => (1 - accuracy) / (2 * (1 - f1))
