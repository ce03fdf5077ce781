import { plugins, type CSL } from '@citation-js/core'
import '@citation-js/plugin-bibtex'

/** A work of `content/references.bib`. */
export interface Reference {
  /** `vaswani2017`. */
  readonly key: string
  readonly authors: readonly Author[]
  /** Whether there are more authors than are named. */
  readonly more: boolean
  readonly title: string
  /** Where it appeared, or who published it: NeurIPS, Neural Computation, MIT Press. */
  readonly venue: string | undefined
  readonly year: string
  /** Where to read it. */
  readonly link: { readonly href: string; readonly text: string } | undefined
  /** The line of the file on which its entry begins. */
  readonly line: number
}

export interface Author {
  /** With its particle: van Merriënboer. */
  readonly family: string
  /** First names; none for a group. */
  readonly given: string | undefined
}

/**
 * The works of a BibTeX file, in its order.
 * @throws {Error} of the parser, with line and column, if it is not BibTeX.
 */
export function parseReferences(bibtex: string): Reference[] {
  const entries = plugins.input.chainLink(bibtex) as Entry[]
  // The entries hold fields that CSL has no place for; CSL holds names and titles with their TeX resolved.
  const starts = [...bibtex.matchAll(/^@(?!comment|string|preamble)\w+\s*\{/gim)].map(({ index }) => index)
  return entries.map((entry, i) => ({
    ...reference(entry, plugins.input.chain([entry])[0]!),
    line: bibtex.slice(0, starts[i] ?? 0).split('\n').length,
  }))
}

interface Entry {
  readonly type: string
  readonly label: string
  readonly properties: Readonly<Record<string, string>>
}

function reference({ label, properties }: Entry, csl: CSL): Omit<Reference, 'line'> {
  const names = (csl.author ?? []).filter(({ family }) => family !== 'others')
  return {
    key: label,
    authors: names.map((name) => ({
      family: [name['non-dropping-particle'], name.family ?? name.literal].filter(Boolean).join(' '),
      given: name.given,
    })),
    more: names.length < (csl.author ?? []).length,
    title: plain(csl.title ?? ''),
    venue: ['booktitle', 'journal', 'institution', 'publisher'].map((field) => properties[field]).find(Boolean),
    year: properties['year'] ?? '',
    link: link(properties),
  }
}

/** CSL marks up what TeX has set: `<span class="nocase">BERT</span>`. */
const plain = (title: string): string => title.replaceAll(/<[^>]+>/g, '')

function link({ eprint, doi, url }: Readonly<Record<string, string>>): Reference['link'] {
  if (eprint) return { href: `https://arxiv.org/abs/${eprint}`, text: `arXiv:${eprint}` }
  if (doi) return { href: `https://doi.org/${doi}`, text: `doi:${doi}` }
  return url ? { href: url, text: new URL(url).host.replace(/^www\./, '') } : undefined
}

/** As a sentence names it: `Vaswani et al.`, `Zhang and Sennrich`. */
export function authorsInText({ authors: [first, second, third], more }: Reference): string {
  if (!first) return 'Anonymous'
  if (third || more) return `${first.family} et al.`
  return second ? `${first.family} and ${second.family}` : first.family
}

/** As a list names them: `Ashish Vaswani, Noam Shazeer, Niki Parmar, et al.` */
export function authorsInFull({ authors, more }: Reference): string {
  const names = authors.map(({ family, given }) => (given ? `${given} ${family}` : family))
  if (more) return `${names.join(', ')}, et al.`
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names)
}
