import type { Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { derive } from './front-matter.ts'

/** Silent reading of non-fiction: 238 words a minute in Brysbaert's meta-analysis (2019), less for technical prose. */
const wordsAMinute = 220

/** Puts `words`, `minutes` and `maths` into the front matter. */
export function remarkReading() {
  return (tree: Root, file: VFile): void => {
    let words = 0
    let weight = 0
    let maths = false
    visit(tree, (node) => {
      if (node.type === 'text') words += countWords(node.value)
      weight += weightOf(node)
      maths ||= node.type === 'math' || node.type === 'inlineMath' || (node.type === 'code' && node.lang === 'math')
    })
    derive(file, { words, maths, minutes: Math.max(1, Math.round((words + weight) / wordsAMinute)) })
  }
}

const countWords = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu)?.length ?? 0

/**
 * The time that a node takes besides its prose, in words. A symbol in a sentence is read like a word or two; a display formula
 * is worked through, about four seconds; a line of code takes a second and a half; a component that stands by itself
 * (a figure, a table of parameters) gets the ten seconds that an illustration is commonly given. Cells of a table are prose.
 */
function weightOf(node: Nodes): number {
  switch (node.type) {
    case 'inlineMath':
      return 2
    case 'math':
      return 15
    case 'inlineCode':
      return 1
    case 'code':
      return 5 * node.value.split('\n').filter((line) => line.trim() !== '').length
    case 'mdxJsxFlowElement':
      return node.children.length === 0 ? 35 : 0
    default:
      return 0
  }
}
