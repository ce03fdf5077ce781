import { globSync } from 'node:fs'
import { basename } from 'node:path'
import type { Program } from 'estree'
import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { note } from './fail.ts'
import { didYouMean } from './nearest.ts'

/**
 * Every component in a post is one of the site's, or imported in the post itself. MDX would find out only when the page
 * is rendered, and then could not say where the component stands.
 */
export function remarkComponents() {
  const known = globSync('src/components/*.astro').map((file) => basename(file, '.astro'))
  return (tree: Root, file: VFile): void => {
    const imported = new Set(
      tree.children.flatMap((node) => (node.type === 'mdxjsEsm' ? bound(node.data?.estree) : [])),
    )
    visit(tree, (node) => {
      if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return
      const name = node.name ?? ''
      if (!/^[A-Z]/.test(name) || name === 'Fragment' || known.includes(name) || imported.has(name.split('.')[0]!))
        return
      note(file, node.position?.start, {
        kind: 'component',
        message: `unknown component <${name}>`,
        received: name,
        expected: didYouMean(name, known, 'a component of src/components, or one that the post imports'),
        advice: 'correct its spelling, or import it in the post',
      })
    })
  }
}

/** The names that imports and exports of the post bring. */
function bound(program: Program | null | undefined): string[] {
  return (program?.body ?? []).flatMap((statement) => {
    if (statement.type === 'ImportDeclaration') return statement.specifiers.map(({ local }) => local.name)
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : undefined
    if (declaration?.type === 'VariableDeclaration')
      return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
    return declaration && 'id' in declaration && declaration.id ? [declaration.id.name] : []
  })
}
