/** The kinds of files that a page may hold until it is built, and how their names end. */
const kindsInPage = { 'application/json': 'json', 'text/csv': 'csv' } as const

type Kind = keyof typeof kindsInPage

/** The address of a text that is the text itself, until the build moves that to a file. */
export const inPage = (type: Kind, text: string): string =>
  `data:${type};base64,${Buffer.from(text).toString('base64')}`

/** A page with another address for each such text in it, which `move` gives. */
export const movedOut = (page: string, move: (text: Buffer, ending: string) => string): string =>
  page.replaceAll(held, (_all, type: Kind, text: string) => move(Buffer.from(text, 'base64'), kindsInPage[type]))

const held = new RegExp(`data:(${Object.keys(kindsInPage).join('|')});base64,([\\w+/=]+)`, 'g')
