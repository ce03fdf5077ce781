/** Exact polynomials in the sizes of a model, with all that is done with them. */
export * from './poly.ts'
export * from './algebra.ts'
