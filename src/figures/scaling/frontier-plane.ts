import { recipes } from '../scaling-laws.ts'

/** Where the frontier is drawn: budgets across, model sizes up, both on log axes. Shared by the page and its script. */
export interface Plane {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Powers of ten of the axes. */
export const budgets = { from: 20, to: 27 }
export const sizes = { from: 8, to: 15 }

export const acrossOf = ({ left, right }: Plane, C: number): number =>
  left + ((right - left) * (Math.log10(C) - budgets.from)) / (budgets.to - budgets.from)

export const upOf = ({ top, bottom }: Plane, N: number): number =>
  bottom - ((bottom - top) * (Math.log10(N) - sizes.from)) / (sizes.to - sizes.from)

/** The line at a budget. */
export const markPath = (plane: Plane, C: number): string =>
  `M${round(acrossOf(plane, C))} ${plane.top}V${plane.bottom}`

/** The recipes that are drawn; the others would lie on top of these. */
export const drawn: readonly { readonly recipe: number; readonly look: string }[] = [
  { recipe: 0, look: 'line light dashed' },
  { recipe: 3, look: 'line light' },
  { recipe: 5, look: 'line' },
]

/** Where a recipe's line passes a budget. */
export const spot = (plane: Plane, recipe: number, C: number): readonly [x: number, y: number] => [
  round(acrossOf(plane, C)),
  round(upOf(plane, recipes[recipe]!.optimum(C).N)),
]

const round = (value: number): number => Math.round(value * 100) / 100
