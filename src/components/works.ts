import bibtex from '../../content/references.bib?raw'
import { authorsInText, parseReferences } from '../markdown/references.ts'

/** What tells works of the same authors and year apart, where the key does: `liu2019mtdnn`. */
const told: Readonly<Record<string, string>> = {
  liu2019mtdnn: ', MT-DNN',
  liu2019roberta: ', RoBERTa',
  wang2019glue: ', GLUE',
  wang2019superglue: ', SuperGLUE',
}

/** What a component calls a work of content/references.bib, by its key: `Vaswani et al. 2017`. */
export const works: ReadonlyMap<string, string> = new Map(
  parseReferences(bibtex).map((work) => [work.key, `${authorsInText(work)} ${work.year}${told[work.key] ?? ''}`]),
)
