/** The measures of a layout, in pixels. A phone gets a layout of its own, not a smaller picture. */
export interface Style {
  readonly name: 'wide' | 'narrow'
  readonly width: number
  /** Sizes of letters. */
  readonly formula: number
  readonly label: number
  readonly number: number
  readonly shape: number
  /** Boxes: with two lines, with one; the space beside their text; the least width. */
  readonly tall: number
  readonly low: number
  readonly pad: number
  readonly least: number
  /** The least width of a folded part. */
  readonly fold: number
  readonly weight: number
  /** Between a mark and what hangs on it; between a line and the shape beside it. */
  readonly hang: number
  readonly aside: number
  /** Between neighbors, and from one layer to the next. */
  readonly beside: number
  readonly below: number
  /** Where the stream runs, and where what branches off it begins. */
  readonly stream: number
  readonly branches: number
  /** Inside a group, on its right. */
  readonly edge: number
  /** From the left end of a mark on the stream to the stream. */
  readonly bead: number
  /** By how much a group lies within the one around it, and its texts within it. */
  readonly inset: number
  readonly margin: number
}

export const wide: Style = {
  name: 'wide',
  width: 896,
  formula: 17,
  label: 13,
  number: 12.5,
  shape: 12.5,
  tall: 54,
  low: 38,
  pad: 14,
  least: 116,
  fold: 200,
  weight: 40,
  hang: 16,
  aside: 8,
  beside: 28,
  below: 24,
  stream: 56,
  branches: 168,
  edge: 28,
  bead: 36,
  inset: 12,
  margin: 20,
}

export const narrow: Style = {
  name: 'narrow',
  width: 350,
  formula: 16,
  label: 12.5,
  number: 11.5,
  shape: 11,
  tall: 52,
  low: 34,
  pad: 8,
  least: 93,
  fold: 150,
  weight: 34,
  hang: 14,
  aside: 6,
  beside: 6,
  below: 16,
  stream: 16,
  branches: 34,
  edge: 6,
  bead: 16,
  inset: 4,
  margin: 10,
}
