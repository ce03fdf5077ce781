import type { Nodes, Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { published, publishedModel } from '../models/index.ts'
import { scopePaths } from '../models/quantities.ts'
import { note } from './fail.ts'
import type { Section } from './headings.ts'
import { attribute, isComponent, literal, pointOf, type Component } from './jsx.ts'
import { didYouMean } from './nearest.ts'

/** What shows a part of the model from the inside. A number in a sentence mentions a part and does not explain it. */
const views = ['Attention', 'Diagram', 'Equation', 'FlopTable', 'Matrices', 'Product', 'ShapeTable', 'Storage', 'Twin']

/**
 * Which parts of the post's model each section explains, for the map beside the text: those whose diagrams, tables and
 * equations stand in it. Where one part holds another, the section is about the one that it shows first. What a section
 * explains without such a view it says itself: `<Explains scope="block/attention-norm" />`. A chapter that shows nothing
 * before its first section explains what its sections do together; a section that shows nothing, what its chapter does.
 */
export function remarkExplains() {
  return (tree: Root, file: VFile): void => {
    const { contents = [], model } = (file.data.astro?.frontmatter ?? {}) as { contents?: Section[]; model?: string }
    collect(tree, file, contents, model)
    for (const { chapter, sections } of chaptersOf(contents)) {
      if (chapter.explains.length === 0) chapter.explains = outermost(sections.flatMap(({ explains }) => explains))
      for (const section of sections) if (section.explains.length === 0) section.explains = chapter.explains
    }
  }
}

/** What each section shows or says itself. */
function collect(tree: Root, file: VFile, contents: readonly Section[], model: string | undefined): void {
  const [shown, said] = [new Map<Section, string[]>(), new Map<Section, string[]>()]
  let here: Section | undefined
  // Without a scope it is the whole model, on which there is nothing to point at.
  const add = (to: Map<Section, string[]>, scope: string | undefined): void => {
    if (here && scope) to.set(here, [...(to.get(here) ?? []), scope])
  }
  visit(tree, (node, index, parent) => {
    if (node.type === 'heading') here = contents.find(({ id }) => id === idOf(node)) ?? here
    // A solution looks back at any part.
    if (isComponent(node, 'Exercise')) return SKIP
    if (isComponent(node, ...views) && speaksOf(node, model)) add(shown, literal(node, 'scope'))
    if (!isComponent(node, 'Explains')) return undefined
    check(file, node, here, model)
    add(said, literal(node, 'scope'))
    parent!.children.splice(index!, 1)
    return index
  })
  for (const section of contents) section.explains = said.get(section) ?? first(shown.get(section) ?? [])
}

const idOf = (heading: Nodes): unknown => heading.data?.hProperties?.id

/** A class of the implementation has heads for a task, which are no part of the model that the map shows. */
const speaksOf = (node: Component, model: string | undefined): boolean =>
  !attribute(node, 'class') && (literal(node, 'model') ?? model) === model

/** Without those that hold, or are part of, one that came before. */
const first = (scopes: readonly string[]): string[] =>
  scopes.filter((scope, i) => !scopes.slice(0, i).some((other) => holds(other, scope) || holds(scope, other)))

const outermost = (scopes: readonly string[]): string[] =>
  [...new Set(scopes)].filter((scope) => !scopes.some((other) => other !== scope && holds(other, scope)))

const holds = (outer: string, scope: string): boolean => scope === outer || scope.startsWith(`${outer}/`)

function chaptersOf(contents: readonly Section[]): { chapter: Section; sections: Section[] }[] {
  const chapters: { chapter: Section; sections: Section[] }[] = []
  for (const section of contents) {
    if (section.depth === 2) chapters.push({ chapter: section, sections: [] })
    else chapters.at(-1)?.sections.push(section)
  }
  return chapters
}

/** An `<Explains>` names a part of the post's model, and stands in a section. */
function check(file: VFile, node: Component, here: Section | undefined, model: string | undefined): void {
  const scope = literal(node, 'scope')
  const wrong = (message: string, received: string, expected: string, advice: string): void =>
    note(file, pointOf(node, 'scope'), {
      kind: 'component',
      message: `<Explains>: ${message}`,
      received,
      expected,
      advice,
    })
  if (!here)
    wrong('it stands in no section', 'a place before the first heading', 'a place below a heading', 'move it down')
  if (model === undefined || !Object.hasOwn(published, model))
    return wrong(
      'no model',
      model ?? 'no `model` in the front matter',
      'a published configuration',
      'set `model`, or take it away',
    )
  if (scope === undefined)
    return wrong('no scope', 'nothing, or an expression', 'the path of a part, written out', 'write scope="block"')
  const paths = scopePaths(publishedModel(model).graph)
  if (!paths.includes(scope))
    wrong(
      `the model has no part ${scope}`,
      scope,
      didYouMean(scope, paths, `one of ${paths.join(', ')}`),
      'correct the path',
    )
}
