import { readFileSync } from 'node:fs'

/** The head of a built page, without the tenfold of text that follows it. */
export function headOf(file: string): string {
  const page = readFileSync(file)
  return page.subarray(0, page.indexOf('</head>')).toString()
}
