import type { Heading, List, ListItem, PhrasingContent } from 'mdast'
import { authorsInFull, type Reference } from './references.ts'

/** A work that a page cites. */
export interface Cited {
  readonly reference: Reference
  /** In the order of first citations, from 1. */
  readonly number: number
  /** The ids of the citations. */
  readonly places: string[]
}

/** The list of the works cited, to stand at the end of the page. */
export function bibliography(works: readonly Cited[]): [Heading, List] {
  return [
    { type: 'heading', depth: 2, data: { hProperties: { id: 'references' } }, children: [text('References')] },
    {
      type: 'list',
      ordered: true,
      spread: false,
      data: { hProperties: { className: ['references'] } },
      children: works.map(entry),
    },
  ]
}

function entry({ reference, places }: Cited): ListItem {
  const { key, title, venue, year, link } = reference
  const children: PhrasingContent[] = [
    text(`${authorsInFull(reference).replace(/\.$/, '')}. `),
    { type: 'emphasis', children: [text(title)] },
    text(`${/[?!.]$/.test(title) ? '' : '.'} ${venue ? `${venue}, ` : ''}${year}. `),
    ...(link ? [anchor(link.href, [text(link.text)]), text(' ')] : []),
    ...places.flatMap((id, i) => [back(id, i), text(' ')]).slice(0, -1),
  ]
  return {
    type: 'listItem',
    spread: false,
    data: { hProperties: { id: `ref-${key}` } },
    children: [{ type: 'paragraph', children }],
  }
}

/** From a work back to where it is cited, for the second time, the third. */
function back(id: string, index: number): PhrasingContent {
  const arrow = text(index === 0 ? '↩' : `↩${index + 1}`)
  const label = index === 0 ? 'Back to the citation' : `Back to citation ${index + 1}`
  return { ...anchor(`#${id}`, [arrow]), data: { hProperties: { className: ['back'], ariaLabel: label } } }
}

const anchor = (url: string, children: PhrasingContent[]) => ({ type: 'link' as const, url, children: children as [] })

const text = (value: string) => ({ type: 'text' as const, value })
