import type { Link, PhrasingContent, Root } from 'mdast'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { note } from './fail.ts'
import type { Section } from './headings.ts'
import { kindWith } from './kinds.ts'
import { didYouMean } from './nearest.ts'
import type { Label } from './numbering.ts'
import { replaceInProse } from './prose.ts'
import { ownPage } from './site.ts'

/**
 * `@fig:block` becomes “Figure 4.2”, a link; so do `@tbl:`, `@eq:`, `@ex:`, `@sec:` with the id of a heading, and
 * `@post:` with the name of a post. `@Eq:` begins a sentence. What refers to nothing is a problem, and so is a label that nothing refers to.
 */
export function remarkCrossReferences() {
  return (tree: Root, file: VFile): void => {
    const used = new Set<string>()
    replaceInProse(tree, file, reference, ({ groups = {}, 0: received }, point) => {
      const { prefix = '', name = '', hash = '' } = groups
      const target = { prefix: prefix.toLowerCase(), name, hash, received, point }
      if (target.prefix === 'post') return toPost(file, target)
      if (target.prefix === 'sec') return toSection(file, target)
      used.add(`${target.prefix}:${name}`)
      return toLabel(file, target, prefix !== target.prefix)
    })
    for (const [key, label] of file.data.labels ?? []) if (!used.has(key)) unused(file, label)
  }
}

const reference =
  /(?<![\p{L}\p{N}_@])@(?<prefix>fig|tbl|eq|Eq|ex|sec|post):(?<name>[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?)(?<hash>#[\p{L}\p{N}_-]*[\p{L}\p{N}])?/gu

interface Target {
  readonly prefix: string
  readonly name: string
  readonly hash: string
  /** As written. */
  readonly received: string
  readonly point: Point | undefined
}

function toLabel(file: VFile, target: Target, begins: boolean): PhrasingContent[] {
  const labels = file.data.labels ?? new Map<string, Label>()
  const label = labels.get(`${target.prefix}:${target.name}`)
  const kind = kindWith(target.prefix)!
  if (!label) {
    const same = [...labels.values()].filter((other) => other.kind === kind).map(({ name }) => name)
    const how = target.prefix === 'eq' ? '\\label{eq:…} in the formula' : 'a prop label="…"'
    unresolved(file, target, `no ${kind.word.toLowerCase()} has the label ${target.name}`, same, how)
    return []
  }
  const word = begins ? kind.word.replace(/^./, (letter) => letter.toUpperCase()) : kind.word
  const number = target.prefix === 'eq' ? `(${label.number})` : label.number
  return [link(`#${label.id}`, `${word}\u00a0${number}`)]
}

function toSection(file: VFile, target: Target): PhrasingContent[] {
  const contents = (file.data.astro?.frontmatter?.contents ?? []) as Section[]
  const section = contents.find(({ id }) => id === target.name)
  if (section?.number) return [link(`#${section.id}`, `Section\u00a0${section.number}`)]
  unresolved(
    file,
    target,
    `no numbered section has the id ${target.name}`,
    contents.map(({ id }) => id),
    'a heading of level 2 or 3',
  )
  return []
}

function toPost(file: VFile, target: Target): PhrasingContent[] {
  const { pages } = file.data.site!
  const path = `/posts/${target.name}/`
  const page = pages.get(path)
  // Whether readers get the post, and whether it has the id, is asked of every link.
  if (page && page !== ownPage(file)) return [link(`${path}${target.hash}`, page.title)]
  const others = [...pages.keys()].flatMap((other) => /^\/posts\/(.+)\/$/.exec(other)?.[1] ?? [])
  unresolved(file, target, `no other post is called ${target.name}`, others, 'a file in content/posts')
  return []
}

const link = (url: string, value: string): Link => ({ type: 'link', url, children: [{ type: 'text', value }] })

function unresolved(file: VFile, target: Target, message: string, known: readonly string[], otherwise: string): void {
  note(file, target.point, {
    kind: 'reference',
    message,
    received: target.received,
    expected: didYouMean(target.name, known, `a name that is given by ${otherwise}`),
    advice: 'correct the name, or give it to what is meant',
  })
}

function unused(file: VFile, { kind, name, point }: Label): void {
  note(file, point, {
    kind: 'label',
    message: `nothing refers to the label ${name}`,
    received: `${kind.prefix}:${name}`,
    expected: `@${kind.prefix}:${name} somewhere in the text`,
    advice: `refer to it, or take the label away${kind.prefix === 'eq' ? '' : '; for a link from elsewhere, id="…" is enough'}`,
  })
}
