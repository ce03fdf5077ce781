import type { Link, PhrasingContent, Root } from 'mdast'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { bibliography, type Cited } from './bibliography.ts'
import { note } from './fail.ts'
import type { Section } from './headings.ts'
import { didYouMean } from './nearest.ts'
import { replaceInProse } from './prose.ts'
import { authorsInText, type Reference } from './references.ts'

/**
 * `[@vaswani2017, §3.2; @devlin2019]` becomes numbers in brackets, `@vaswani2017` in a sentence becomes
 * “Vaswani et al. (2017)”, and the works follow at the end of the page, in the order in which they are cited first.
 */
export function remarkCitations() {
  return (tree: Root, file: VFile): void => {
    const cited = new Map<string, Cited>()
    const { references } = file.data.site!

    function cite(key: string, point: Point | undefined): Cited | undefined {
      const reference = references.get(key)
      if (!reference) return unknown(file, point, key, references)
      const entry = cited.get(key) ?? { reference, number: cited.size + 1, places: [] }
      cited.set(key, entry)
      entry.places.push(`cite-${key}${entry.places.length === 0 ? '' : `-${entry.places.length + 1}`}`)
      return entry
    }

    replaceInProse(tree, file, citation, ({ groups = {} }, point) => {
      if (groups['open'] !== undefined) return unclosed(file, point, groups['open'])
      const { group, key, locator } = groups
      if (group === undefined) return inSentence(cite(key!, point), locator)
      return group.split(';').flatMap((part) => {
        const [, name = '', place = ''] = /^\s*@([^\s,]*)\s*(?:,\s*(.*?))?\s*$/s.exec(part) ?? []
        return name === '' ? unclosed(file, point, part.trim()) : inBrackets(cite(name, point), place)
      })
    })
    if (cited.size === 0) return
    tree.children.push(...bibliography([...cited.values()]))
    const contents = file.data.astro?.frontmatter?.contents as Section[] | undefined
    contents?.push({ depth: 2, id: 'references', number: '', title: 'References', html: '', explains: [] })
  }
}

/**
 * A group in brackets, with the space before it, since its numbers are raised marks; a bracket that opens one and does not close; a key in the sentence, which ends in a year, so that
 * `@media` is no citation, and follows no letter, so that `me@home2024` is none either.
 */
const citation =
  /\s?\[(?<group>@[^[\]]*)\]|(?<open>\[@\S*)|(?<![\p{L}\p{N}_.@-])@(?<key>[a-z]+\d{4}[a-z0-9]*)(?: \[(?<locator>[^[\]@]+)\])?/gu

function inBrackets(cited: Cited | undefined, place: string): PhrasingContent[] {
  if (!cited) return []
  return [link(cited, 'cite', place === '' ? `[${cited.number}]` : `[${cited.number}, ${place}]`)]
}

function inSentence(cited: Cited | undefined, place: string | undefined): PhrasingContent[] {
  if (!cited) return []
  const { reference } = cited
  return [link(cited, 'cite-text', `${authorsInText(reference)} (${reference.year}${place ? `, ${place}` : ''})`)]
}

const link = ({ reference, places }: Cited, className: string, value: string): Link => ({
  type: 'link',
  url: `#ref-${reference.key}`,
  data: { hProperties: { className: [className], id: places.at(-1)! } },
  children: [{ type: 'text', value }],
})

function unknown(file: VFile, point: Point | undefined, key: string, known: ReadonlyMap<string, Reference>): undefined {
  note(file, point, {
    kind: 'citation',
    message: `unknown work ${key}`,
    received: `@${key}`,
    expected: didYouMean(key, known.keys(), 'a key of content/references.bib'),
    advice: 'correct the key, or add the work to content/references.bib',
  })
}

function unclosed(file: VFile, point: Point | undefined, received: string): PhrasingContent[] {
  note(file, point, {
    kind: 'citation',
    message: 'not a citation',
    received,
    expected: '[@key], or [@key, §3; @key]: plain text between one pair of brackets, an @ in front of each key',
    advice: 'close the bracket, and keep markup and formulas out of it',
  })
  return []
}
