import GithubSlugger from 'github-slugger'
import type { Heading, Nodes, Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { derive } from './front-matter.ts'
import { plainMath } from './plain-math.ts'
import { note } from './fail.ts'

/** An entry of the table of contents. */
export interface Section {
  readonly depth: 2 | 3
  readonly id: string
  /** Counted: `4` for an h2, `4.2` for an h3; empty for the list of references. */
  readonly number: string
  /** Plain text, formulas as characters. */
  readonly title: string
  /** Inline HTML, formulas set. Without links, since an entry is one. */
  html: string
  /** The paths of the parts of the post's model that it explains. */
  explains: readonly string[]
}

/**
 * Gives every heading its id, and lists the h2 and h3 in the front matter. From the source, before formulas are rendered:
 * a rendered formula holds its text three times over, and would put all three into id and title.
 */
export function remarkHeadings() {
  return (tree: Root, file: VFile): void => {
    const slugger = new GithubSlugger()
    const contents: Section[] = []
    const count = { h2: 0, h3: 0 }
    let last = 1
    visit(tree, 'heading', (node) => {
      if (node.depth === 1 || node.depth > last + 1) noteDepth(file, node, last)
      last = node.depth
      const id = slugger.slug(toString(node))
      node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } }
      if (node.depth !== 2 && node.depth !== 3) return
      if (node.depth === 2) Object.assign(count, { h2: count.h2 + 1, h3: 0 })
      else count.h3 += 1
      const number = node.depth === 2 ? `${count.h2}` : `${count.h2}.${count.h3}`
      contents.push({ depth: node.depth, id, number, title: plainText(node).trim(), html: '', explains: [] })
    })
    derive(file, { contents })
  }
}

/** A screen reader moves by level: a page has one h1, its title, and a level is never skipped. */
function noteDepth(file: VFile, node: Heading, last: number): void {
  const level = Math.min(last + 1, 6)
  note(file, node.position?.start, {
    kind: 'heading',
    message:
      node.depth === 1 ? 'the page already has its title' : `a level ${node.depth} heading follows level ${last}`,
    received: `${'#'.repeat(node.depth)} ${toString(node)}`,
    expected: node.depth === 1 ? 'headings of level 2 and deeper' : `level ${level}${level > 2 ? ' or above' : ''}`,
    advice: node.depth === 1 ? 'write ## for a section' : `write ${'#'.repeat(level)}`,
  })
}

function plainText(node: Nodes): string {
  if (node.type === 'inlineMath') return plainMath(node.value)
  return 'children' in node ? node.children.map(plainText).join('') : toString(node)
}
