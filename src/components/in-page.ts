/** The kinds of files that a page may hold until it is built, and how their names end. */
export const kindsInPage = { 'application/json': 'json', 'text/csv': 'csv' } as const

/** The address of a text that is the text itself, until the build moves that to a file. */
export const inPage = (type: keyof typeof kindsInPage, text: string): string =>
  `data:${type};base64,${Buffer.from(text).toString('base64')}`
