/** What the browser needs to show a study: larger than what it needs to make one, and loaded apart. */
export { results } from './explore.ts'
export { exported } from './exports.ts'
