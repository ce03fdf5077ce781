import { markdown } from './markdown.ts'
import type { View } from './view.ts'

/** A file that a reader can take along. */
export interface File {
  readonly name: string
  readonly type: string
  readonly text: string
}

/** What there is to take along, by the kind of file. */
export interface Contents {
  /** A table, its head first. */
  readonly csv: () => readonly (readonly string[])[]
  readonly json: () => unknown
  readonly md: () => View
}

export type Kind = keyof Contents

/** Contents as a file, named after what they are of. */
export function fileOf(name: string, kind: Kind, { csv, json, md }: Contents): File {
  const { type, text } = {
    csv: () => ({ type: 'text/csv', text: csv().map((row) => `${row.map(quoted).join(',')}\n`) }),
    json: () => ({ type: 'application/json', text: [JSON.stringify(json(), undefined, 2), '\n'] }),
    md: () => ({ type: 'text/markdown', text: [markdown(md())] }),
  }[kind]()
  return { name: `${name.replace(/[^\w.-]/g, '-')}.${kind}`, type, text: text.join('') }
}

/** A cell, quoted where it has to be; one that a spreadsheet would take for a formula never begins as such. */
function quoted(text: string): string {
  const safe = /^([=+@\t\r]|-(?!\d+$))/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A paper's name for a cell of a table: as LaTeX, without its spaces. */
export const plainTex = (tex: string): string => tex.replaceAll('\\,', ' ')
