import type { Nodes, PhrasingContent, Root, Text } from 'mdast'
import type { Point } from 'unist'
import { SKIP, visitParents } from 'unist-util-visit-parents'
import type { VFile } from 'vfile'
import { pointAt } from './place.ts'

/** What a match of a pattern becomes; nothing leaves the text as it is. */
export type Replace = (match: RegExpExecArray, point: Point | undefined) => PhrasingContent[] | undefined

/** Replaces every match of a pattern in the prose: not in links, and not in code, formulas and attributes, which are no text. */
export function replaceInProse(tree: Root, file: VFile, pattern: RegExp, replace: Replace): void {
  visitParents(tree, (node, ancestors) => {
    if (node.type === 'link' || node.type === 'linkReference') return SKIP
    if (node.type !== 'text') return
    const pieces = split(node, file, pattern, replace)
    if (!pieces) return
    const siblings = ancestors.at(-1)!.children as Nodes[]
    const index = siblings.indexOf(node)
    siblings.splice(index, 1, ...pieces)
    return [SKIP, index + pieces.length]
  })
}

function split(node: Text, file: VFile, pattern: RegExp, replace: Replace): PhrasingContent[] | undefined {
  const pieces: PhrasingContent[] = []
  let done = 0
  for (const match of node.value.matchAll(pattern)) {
    const found = match[0].trimStart()
    const made = replace(match, pointInText(file, node, match.index + match[0].length - found.length, found))
    if (!made) continue
    pieces.push(...text(node, node.value.slice(done, match.index)), ...made)
    done = match.index + match[0].length
  }
  return done === 0 ? undefined : [...pieces, ...text(node, node.value.slice(done))]
}

/** Keeps the position: what is no longer the whole text is still inside of it. */
const text = ({ position }: Text, value: string): Text[] =>
  value === '' ? [] : [{ type: 'text', value, ...(position && { position }) }]

/** The place of what stands at `index` of a text. The text differs from the file where Markdown resolves an escape, so it is looked up. */
export function pointInText(file: VFile, { value, position }: Text, index: number, found: string): Point | undefined {
  const [start, end] = [position?.start.offset, position?.end.offset]
  if (start === undefined || end === undefined) return position?.start
  const source = String(file.value)
  const written = source.slice(start, end)
  const earlier = value.slice(0, index).split(found).length - 1
  let at = written.indexOf(found)
  for (let i = 0; i < earlier && at >= 0; i++) at = written.indexOf(found, at + 1)
  return at < 0 ? position?.start : pointAt(source, start + at)
}
