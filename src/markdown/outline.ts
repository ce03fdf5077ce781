import GithubSlugger from 'github-slugger'
import type { Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { isComponent, literal } from './jsx.ts'
import { kindOf } from './kinds.ts'

/** What other pages can point at in a page. */
export interface Outline {
  readonly ids: ReadonlySet<string>
  /** The terms it defines. */
  readonly terms: readonly string[]
}

/** Nothing for a text that is not MDX: its own compilation says where and why. */
export function outline(source: string): Outline | undefined {
  try {
    return outlineOf(parser.parse(source.replace(frontMatter, '')))
  } catch {
    return undefined
  }
}

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).use(remarkMath).freeze()
const frontMatter = /^---[ \t]*\r?\n[\s\S]*?^---[ \t]*$/m

function outlineOf(tree: Root): Outline {
  const slugger = new GithubSlugger()
  const ids = new Set<string>()
  const terms: string[] = []
  visit(tree, (node) => {
    if (node.type === 'heading') ids.add(slugger.slug(toString(node)))
    if (!isComponent(node)) return
    const [id, label] = [literal(node, 'id'), literal(node, 'label')]
    const [kind, term] = [kindOf(node.name), node.name === 'Define' ? literal(node, 'term') : undefined]
    if (id) ids.add(id)
    if (kind && label) ids.add(`${kind.prefix}-${label}`)
    if (term) terms.push(term)
  })
  return { ids: new Set([...ids, ...terms.map(termId)]), terms }
}

/** The id of the place where a term is defined. */
export const termId = (term: string): string => `term-${new GithubSlugger().slug(term)}`
