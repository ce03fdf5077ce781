import type { Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { note } from './fail.ts'

/**
 * `it costs $5 and then $6` holds a pair of dollars, so Markdown reads a formula. Such a pair is a problem, not a formula:
 * set in italics without spaces, it would be seen by readers only.
 */
export function remarkDollars() {
  return (tree: Root, file: VFile): void => {
    const source = String(file.value)
    visit(tree, 'inlineMath', (node, index, parent) => {
      const after = /^\d*/.exec(source.slice(node.position?.end.offset))?.[0] ?? ''
      if (!isProse(node.value, after)) return
      note(file, node.position?.start, {
        kind: 'dollar',
        message: 'the text between two dollar signs reads like prose',
        received: `$${node.value}$${after}`,
        expected: 'a formula, or dollars of money that are escaped',
        advice: 'write \\$ for money; in a formula, put words into \\text{…}',
      })
      // Text from here on, so that KaTeX does not complain about it once more.
      parent!.children[index!] = { type: 'text', value: node.value }
      return SKIP
    })
  }
}

/**
 * Whether the text between two dollar signs is prose. A formula's words stand in \text{…} and its names in commands;
 * its letters stand alone or together (`2BTd`), so what is left tells the two apart:
 * 1. the closing dollar is followed by a digit, as in `$5-$10`: it opens an amount, it closes nothing (Pandoc's rule too);
 * 2. a word that only sentences have stands between spaces, as in `$5 and then $6` or `$HOME and $PATH`;
 * 3. two plain words follow one another;
 * 4. an amount is followed by a plain word, as in `$100 each`.
 */
export function isProse(tex: string, after = ''): boolean {
  if (/^\d/.test(after)) return true
  const words = tex
    .replaceAll(worded, ' {} ')
    .replaceAll(/\\[A-Za-z]+/g, ' {} ')
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll(/^["'“‘({[]+|["'”’)}\],.;:!?]+$/g, ''))
  if (words.length > 1 && words.some((word) => sentenceWords.has(word.toLowerCase()))) return true
  if (words.some((word, i) => isPlainWord(word) && isPlainWord(words[i + 1] ?? ''))) return true
  return /^\d[\d.,]*[kKMB]?$/.test(words[0] ?? '') && isPlainWord(words[1] ?? '')
}

/** Commands whose argument is text or a name, with that argument (braces may nest once). */
const worded =
  /\\(?:text\w*|math\w+|operatorname\*?|mbox|tag\*?|begin|end|label|htmlClass|color|textcolor)\s*\{(?:[^{}]|\{[^{}]*\})*\}/g

const isPlainWord = (word: string): boolean => /^[A-Z]?[a-z]{2,}$/.test(word) && /[aeiouy]/i.test(word)

const sentenceWords = new Set(
  'an and are as at but by can each every for from has if is it more not of on or per than that the then they this to was we were when which with you'.split(
    ' ',
  ),
)
