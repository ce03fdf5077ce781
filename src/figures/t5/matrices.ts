import { normals } from '../nonlinear/random.ts'

/** Rows of numbers. */
export type Matrix = readonly (readonly number[])[]

/** A matrix of independent normal numbers with a standard deviation, the same for the same seed on every machine. */
export function random(rows: number, columns: number, deviation: number, seed: string): Matrix {
  const next = normals(seed)
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => deviation * next()))
}

/** Rows of mean square 1, as they come out of T5's norm with its gain at 1. */
export const normalized = (x: Matrix): Matrix =>
  x.map((row) => {
    const size = Math.sqrt(row.reduce((sum, value) => sum + value ** 2, 0) / row.length)
    return row.map((value) => value / size)
  })

/** a · b. */
export const times = (a: Matrix, b: Matrix): Matrix => {
  const columns = transposed(b)
  return a.map((row) => columns.map((column) => dot(row, column)))
}

export const transposed = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!))

export const map = (a: Matrix, f: (value: number, i: number, j: number) => number): Matrix =>
  a.map((row, i) => row.map((value, j) => f(value, i, j)))

/** The root of the mean square of all entries. */
export const rms = (a: Matrix): number => Math.sqrt(mean(a.map((row) => mean(row.map((value) => value ** 2)))))

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

const dot = (a: readonly number[], b: readonly number[]): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
