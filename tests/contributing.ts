import { readFileSync } from 'node:fs'
import type { Nodes, Root } from 'mdast'
import { format, resolveConfig } from 'prettier'
import remarkMath from 'remark-math'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

/** The examples of CONTRIBUTING.md: its code blocks in a language, each as it stands. */
export function examples(language: 'mdx' | 'ts' = 'mdx'): string[] {
  const found: string[] = []
  const tree: Root = unified().use(remarkParse).parse(readFileSync('CONTRIBUTING.md', 'utf8'))
  visit(tree, (node: Nodes) => void (node.type === 'code' && node.lang === language && found.push(node.value)))
  return found
}

/** A post that consists of a text. */
export const postOf = (body: string): string => `---
title: The examples of the guide
kicker: Test
part: Techniques
order: 99
abstract: A post that holds the examples of the guide for contributors, to prove that each of them does what it says it does.
published: '2020-01-01'
model: bert-base
bindings: { B: 1, T: 128 }
---

## The examples

${body}
`

/** The snippets that VS Code offers: of each component its first example, under its name. */
export async function snippets(): Promise<string> {
  const found: Record<string, object> = {}
  for (const example of examples())
    visit(unified().use(remarkParse).use(remarkMdx).use(remarkMath).parse(example), (node: Nodes) => {
      if (!('name' in node) || !/^[A-Z]/.test(node.name ?? '') || Object.hasOwn(found, node.name!)) return
      const source = example.slice(node.position!.start.offset, node.position!.end.offset)
      const body = source.replaceAll(/[\\$}]/g, '\\$&').split('\n')
      found[node.name!] = { scope: 'mdx', prefix: `<${node.name}`, body, description: 'The example of CONTRIBUTING.md' }
    })
  const filepath = '.vscode/components.code-snippets'
  return format(JSON.stringify(found), { ...(await resolveConfig(filepath)), filepath })
}
