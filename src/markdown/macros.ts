import { symbols } from '../engine/symbols.ts'

/**
 * One macro a size symbol, so that `$\B\T\d$` is set in the colors that the symbols have everywhere else.
 * They replace TeX's own `\S`, `\P`, `\L` (signs) and `\b`, `\c`, `\d`, `\k`, `\r` (accents in text): write §, ¶, ç itself.
 * The outer braces make each an argument by itself, as in `x_\d` or `\frac\d\h`.
 */
export const macros: Readonly<Record<string, string>> = Object.fromEntries(
  symbols.map(({ symbol }) => [`\\${symbol}`, `{\\htmlClass{dim-${symbol}}{${symbol}}}`]),
)
