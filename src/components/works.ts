import bibtex from '../../content/references.bib?raw'
import { authorsInText, parseReferences } from '../markdown/references.ts'

/** What a component calls a work of content/references.bib, by its key: `Vaswani et al. 2017`. */
export const works: ReadonlyMap<string, string> = new Map(
  parseReferences(bibtex).map((work) => [work.key, `${authorsInText(work)} ${work.year}`]),
)
