import type { Nodes, Parents } from 'mdast'
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx'
import type { Point } from 'unist'

/** A component, or an element of HTML, as an author writes it. */
export type Component = MdxJsxFlowElement | MdxJsxTextElement

export const isComponent = (node: Nodes, ...names: readonly string[]): node is Component =>
  (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') &&
  (names.length === 0 || names.includes(node.name ?? ''))

/** The attribute of that name, unless it comes from a spread. */
export function attribute(node: Component, name: string): MdxJsxAttribute | undefined {
  return node.attributes.find(
    (candidate): candidate is MdxJsxAttribute => candidate.type === 'mdxJsxAttribute' && candidate.name === name,
  )
}

/** The text of an attribute that is written out, `id="block"`; nothing for an expression. */
export function literal(node: Component, name: string): string | undefined {
  const value = attribute(node, name)?.value
  return typeof value === 'string' ? value : undefined
}

export function removeAttribute(node: Component, name: string): void {
  node.attributes = node.attributes.filter(
    (candidate) => candidate.type !== 'mdxJsxAttribute' || candidate.name !== name,
  )
}

export function setAttribute(node: Component, name: string, value: string): void {
  removeAttribute(node, name)
  node.attributes.push({ type: 'mdxJsxAttribute', name, value })
}

/** Where an attribute stands; where its component begins, if there is none. */
export const pointOf = (node: Component, name: string): Point | undefined =>
  attribute(node, name)?.position?.start ?? node.position?.start

/** What is written between the tags, without the white space around it. */
export const between = (node: Parents): Nodes[] =>
  node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
