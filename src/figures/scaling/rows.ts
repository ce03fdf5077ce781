import { fits, recipes, wasted } from '../scaling-laws.ts'
import { amount, ratio, share } from './words.ts'

/** What each recipe makes of a budget, in words: parameters, tokens, tokens a parameter, compute lost as the refit sees it. */
export const frontierRows = (C: number): (readonly [N: string, D: string, ratio: string, lost: string])[] =>
  recipes.map(({ optimum }) => {
    const run = optimum(C)
    return [amount(run.N), amount(run.D), ratio(run.D / run.N), share(Math.max(0, wasted(fits.refitted, run)))]
  })
