import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { note } from './fail.ts'
import { isComponent, literal, pointOf, setAttribute, type Component } from './jsx.ts'
import { didYouMean } from './nearest.ts'
import { termId } from './outline.ts'
import { ownPage, type Page } from './site.ts'

/**
 * A reader meets a term's definition before its use: `<Define term="residual stream">` stands above
 * `<Term of="residual stream">`, or in an earlier post. Each use is told where the definition is.
 */
export function remarkTerms() {
  return (tree: Root, file: VFile): void => {
    const all = new Map<string, number | undefined>()
    visit(tree, (node) => {
      const term = isComponent(node, 'Define') ? literal(node, 'term') : undefined
      if (term !== undefined && !all.has(term)) all.set(term, node.position?.start.line)
    })
    const elsewhere = earlierPages(file)
    const defined = new Set<string>()
    visit(tree, (node) => {
      if (isComponent(node, 'Define')) define(file, node, defined)
      if (isComponent(node, 'Term')) use(file, node, defined, elsewhere, all)
    })
  }
}

/** The pages that a reader of this one may be supposed to know. */
function earlierPages(file: VFile): Page[] {
  const { order } = ownPage(file) ?? (file.data.astro?.frontmatter as { order?: number } | undefined) ?? {}
  return [...file.data.site!.pages.values()].filter((page) => page.visible && (page.order ?? Infinity) < (order ?? 0))
}

function define(file: VFile, node: Component, defined: Set<string>): void {
  const term = literal(node, 'term')
  if (term === undefined) return
  if (defined.has(term))
    return note(file, pointOf(node, 'term'), {
      kind: 'term',
      message: `${term} is defined already`,
      received: `<Define term="${term}">`,
      expected: 'one definition a term',
      advice: `use <Term of="${term}"> from the second place on`,
    })
  defined.add(term)
  setAttribute(node, 'id', termId(term))
}

function use(
  file: VFile,
  node: Component,
  defined: ReadonlySet<string>,
  elsewhere: readonly Page[],
  all: ReadonlyMap<string, number | undefined>,
): void {
  const term = literal(node, 'of')
  if (term === undefined) return
  const page = elsewhere.find(({ outline }) => outline()?.terms.includes(term))
  if (defined.has(term)) return setAttribute(node, 'href', `#${termId(term)}`)
  if (page) return setAttribute(node, 'href', `${page.path}#${termId(term)}`)
  const later = all.has(term)
  const known = [...all.keys(), ...elsewhere.flatMap(({ outline }) => outline()?.terms ?? [])]
  note(file, pointOf(node, 'of'), {
    kind: 'term',
    message: later ? `${term} is used before its definition` : `no post up to here defines ${term}`,
    received: `<Term of="${term}">`,
    expected: later
      ? `a use below line ${all.get(term)}, where the term is defined`
      : didYouMean(term, known, `<Define term="${term}"> above, or in an earlier post`),
    advice: later ? 'move the definition up' : 'correct the term, or define it at its first use',
  })
}
