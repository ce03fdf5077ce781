/**
 * The axes of a tensor as a type. `Tn<'B T d'>` and `Tn<'B S d'>` do not mix, in the editor and at run time.
 *
 * An axis is a size symbol (`d`), the same with primes for a second axis of that size (`d'`), or a number (`3`).
 * In a stored layout, parentheses group axes that lie in one dimension: `(h k) d` is a matrix of h·k rows and d columns.
 */

/** The axis names of a string, as a union. */
export type Names<A extends string> = A extends `${infer First} ${infer Rest}` ? First | Names<Rest> : A

/** A stored layout without its grouping: `(h k) d` → `h k d`. */
export type Flat<A extends string> = A extends `${infer X}(${infer Y})${infer Z}` ? Flat<`${X}${Y}${Z}`> : A

/** All axes but the first: `3 B h T k` → `B h T k`. */
export type Tail<A extends string> = A extends `${string} ${infer Rest}` ? Rest : never

/** The axes without one: `3 B h T k` without `3` → `B h T k`. */
export type Without<A extends string, X extends string> = A extends X
  ? ''
  : A extends `${X} ${infer Rest}`
    ? Rest
    : A extends `${infer Front} ${X}`
      ? Front
      : A extends `${infer Front} ${X} ${infer Rest}`
        ? `${Front} ${Rest}`
        : never

type List<S extends string> = S extends `${infer First}, ${infer Rest}` ? [First, ...List<Rest>] : [S]

/** The operands of `x, y -> z`, as a tuple of axis strings. */
export type Operands<E extends string> = E extends `${infer Left} -> ${string}` ? List<Left> : never

/** The result of `x, y -> z`. */
export type Result<E extends string> = E extends `${string} -> ${infer Right}` ? Right : never

/** A type that nothing has, with a sentence for the author in its place. */
type Wrong<Sentence extends string> = { readonly wrong: Sentence }

/** `unknown` for an einsum whose result has only axes of its operands; a sentence otherwise. */
export type WellFormed<E extends string> =
  Exclude<Names<Result<E>>, Names<Operands<E>[number]>> extends infer Stray
    ? [Stray] extends [never]
      ? unknown
      : Wrong<`the result has an axis that no operand has: ${Stray & string}`>
    : never

/** `unknown` where every axis of B is one of A; a sentence otherwise. */
export type Within<B extends string, A extends string> =
  Exclude<Names<B>, Names<A>> extends infer Stray
    ? [Stray] extends [never]
      ? unknown
      : Wrong<`an axis of the second is none of the first: ${Stray & string}`>
    : never

export const names = (axes: string): string[] => (axes === '' ? [] : axes.split(' '))

/** `(h k) d` → `[['h', 'k'], ['d']]`: the axes that lie in each stored dimension. */
export function dimensions(stored: string): string[][] {
  return [...stored.matchAll(/\(([^)]*)\)|(\S+)/g)].map(([, group, single]) => names(group ?? single ?? ''))
}

/** The parts of `x, y -> z`. */
export function signature(spec: string): { operands: string[]; result: string } {
  const [left, right, ...more] = spec.split(' -> ')
  if (left === undefined || right === undefined || more.length > 0)
    throw new SyntaxError(`expected "axes, axes -> axes"; received "${spec}"`)
  return { operands: left.split(', '), result: right }
}

export const shape = (axes: string): string => `[${names(axes).join(', ')}]`
