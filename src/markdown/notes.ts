import type { Link, Nodes, Paragraph, Parents, PhrasingContent, Root } from 'mdast'
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx'
import { SKIP, visitParents } from 'unist-util-visit-parents'
import type { VFile } from 'vfile'
import { note as problem } from './fail.ts'
import { attribute, isComponent, setAttribute, type Component } from './jsx.ts'

/**
 * A note is written where its mark belongs, inside of a paragraph, or after the paragraph, whose end it then belongs to.
 * It becomes a number in the text and an element after the paragraph, from where it floats into the margin.
 */
export function remarkNotes() {
  return (tree: Root, file: VFile): void => {
    let count = 0
    visitParents(tree, (node, ancestors) => {
      // One that was moved behind its paragraph is met there for the second time.
      if (!isComponent(node, 'Note') || attribute(node, 'number')) return undefined
      const parent = ancestors.at(-1)!
      const place = node.type === 'mdxJsxTextElement' ? inside(ancestors) : before(node, parent)
      if (!place) return stray(file, node)
      count += 1
      if (node.type === 'mdxJsxFlowElement') place.paragraph.children.push(mark(count))
      else move(node, parent, place, mark(count))
      finish(node, count)
      return SKIP
    })
  }
}

interface Place {
  readonly paragraph: Paragraph
  /** What the paragraph stands in. */
  readonly parent: Parents
}

function inside(ancestors: readonly Parents[]): Place | undefined {
  const index = ancestors.findLastIndex(({ type }) => type === 'paragraph')
  return index < 1 ? undefined : { paragraph: ancestors[index] as Paragraph, parent: ancestors[index - 1]! }
}

/** The paragraph before a note; other notes of the same paragraph may stand between. */
function before(node: Component, parent: Parents): Place | undefined {
  const siblings = parent.children as Nodes[]
  const previous = siblings.slice(0, siblings.indexOf(node)).findLast((sibling) => !isComponent(sibling, 'Note'))
  return previous?.type === 'paragraph' ? { paragraph: previous, parent } : undefined
}

function move(node: MdxJsxTextElement, from: Parents, { paragraph, parent }: Place, instead: PhrasingContent): void {
  const old = from.children as Nodes[]
  old[old.indexOf(node)] = instead
  const siblings = parent.children as Nodes[]
  let index = siblings.indexOf(paragraph) + 1
  while (isNumbered(siblings[index])) index += 1
  siblings.splice(index, 0, node)
}

/** A note that has had its turn; the ones after it come later in the text. */
const isNumbered = (node: Nodes | undefined): boolean =>
  node !== undefined && isComponent(node, 'Note') && attribute(node, 'number') !== undefined

function mark(number: number): Link {
  const hProperties = { className: ['ref'], id: `note-mark-${number}`, ariaLabel: `Note ${number}` }
  return {
    type: 'link',
    url: `#note-${number}`,
    data: { hProperties },
    children: [{ type: 'text', value: `${number}` }],
  }
}

/** A block with its number in front of its first words. */
function finish(node: Component, number: number): void {
  const { position } = node
  const children = node.children as Nodes[]
  const blocks =
    children[0]?.type === 'paragraph' ? children : [{ type: 'paragraph', children, ...(position && { position }) }]
  const first = blocks[0] as Paragraph
  const raised = {
    type: 'emphasis' as const,
    data: { hName: 'sup' },
    children: [{ type: 'text' as const, value: `${number}` }],
  }
  first.children = [raised, ...first.children]
  Object.assign(node, { type: 'mdxJsxFlowElement', children: blocks } satisfies Partial<
    Record<keyof MdxJsxFlowElement, unknown>
  >)
  setAttribute(node, 'id', `note-${number}`)
  setAttribute(node, 'number', `${number}`)
}

function stray(file: VFile, node: Component): undefined {
  problem(file, node.position?.start, {
    kind: 'component',
    message: '<Note>: nothing that it could belong to',
    received: 'a note outside of a paragraph, and not behind one',
    expected: 'a note in the text of a paragraph, or right after the paragraph',
    advice: 'move it into the text; headings, tables and figures carry no notes',
  })
}
