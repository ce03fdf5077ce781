import type { List, Nodes, Root } from 'mdast'
import { visitParents } from 'unist-util-visit-parents'
import type { VFile } from 'vfile'
import { note } from './fail.ts'
import { attribute, between, isComponent, literal, pointOf, type Component } from './jsx.ts'
import { kindOf } from './kinds.ts'

/** What stands between the tags of a component, where that is not free: a caption, an answer, a list, a reason. */
export function remarkBetweenTags() {
  return (tree: Root, file: VFile): void => {
    visitParents(tree, (node, ancestors) => {
      if (!isComponent(node)) return
      const kind = kindOf(node.name)?.prefix
      if (kind === 'fig' || kind === 'tbl') checkCaption(file, node)
      if (node.name === 'Exercise') checkExercise(file, node)
      if (node.name === 'Answer' && !ancestors.some((parent) => isComponent(parent as Nodes, 'Exercise')))
        wrong(
          file,
          node,
          'no exercise around it',
          '<Answer> by itself',
          '<Answer> inside of <Exercise>',
          'move it there',
        )
      if (node.name === 'Takeaways') checkTakeaways(file, node)
      if (node.name === 'Typed') checkReason(file, node)
    })
  }
}

/** Said again by `Figure.astro`, which cannot be passed by: a component that is not listed in `kinds.ts` may be a figure, too. */
function checkCaption(file: VFile, node: Component): void {
  if (between(node).length > 0) return
  const expected = 'a sentence that says which question the figure answers, and what to look at'
  const advice = `write it between <${node.name} …> and </${node.name}>`
  wrong(file, node, 'no caption', 'nothing between the tags', expected, advice)
}

function checkExercise(file: VFile, node: Component): void {
  const answers = node.children.filter((child) => isComponent(child as Nodes, 'Answer')).length
  if (answers === 1 && between(node).length > 1) return
  const received = answers === 1 ? 'no question' : `${answers} answers`
  wrong(
    file,
    node,
    'not a question with its answer',
    received,
    'the question, then one <Answer>',
    'write both between the tags, with a blank line before <Answer>',
  )
}

/** The list of it is told that it is one. */
function checkTakeaways(file: VFile, node: Component): void {
  const [list, ...rest] = between(node) as [List?, ...Nodes[]]
  if (list?.type === 'list' && list.ordered && rest.length === 0) {
    list.data = { ...list.data, hProperties: { className: ['takeaways'] } }
    return
  }
  wrong(
    file,
    node,
    'not a list',
    'something else between the tags',
    'one numbered list',
    'leave a blank line after the tag; begin each line with 1.',
  )
}

function checkReason(file: VFile, node: Component): void {
  const reason = literal(node, 'reason')
  if ((attribute(node, 'reason') && reason === undefined) || (reason ?? '').length >= 10) return
  note(file, pointOf(node, 'reason'), {
    kind: 'component',
    message: '<Typed>: no reason',
    received: reason === undefined ? 'no prop reason' : reason,
    expected: 'why the page does not compute this number, in 10 characters or more',
    advice: 'write reason="…", or compute the number with <Num …>',
  })
}

function wrong(
  file: VFile,
  node: Component,
  message: string,
  received: string,
  expected: string,
  advice: string,
): void {
  note(file, node.position?.start, {
    kind: 'component',
    message: `<${node.name}>: ${message}`,
    received,
    expected,
    advice,
  })
}
