import { z } from 'astro/zod'
import { expect, test, vi } from 'vitest'
import * as chartProps from '../../src/components/chart-props.ts'
import { subjectProps } from '../../src/components/subject.ts'
import { families } from '../../src/pages/gallery/_families.ts'

/** What a component takes, in place of what it does. */
class Declared extends Error {
  readonly shape: z.ZodRawShape

  constructor(shape: z.ZodRawShape) {
    super('declared')
    this.shape = shape
  }
}

vi.mock('../../src/components/props.ts', async (load) => ({
  ...(await load<object>()),
  checkProps: (_: string, shape: z.ZodRawShape) => {
    throw new Declared(shape)
  },
}))

type Component = (result: object, props: object, slots: object) => unknown
type Page = (props: object) => unknown

const modules = import.meta.glob<Component>('../../src/components/*.astro', { eager: true, import: 'default' })
const components = await Promise.all(
  Object.entries(modules).map(async ([file, component]) => {
    return { component, name: /(\w+)\.astro$/.exec(file)![1]!, props: await propsOf(component) }
  }),
)

const byName = Object.fromEntries(components.map(({ name, component }) => [name, component]))

const pages = import.meta.glob<Page>('../../src/pages/gallery/*.mdx', { eager: true, import: 'Content' })
const shown = Object.entries(pages).flatMap(([file, page]) =>
  (file.includes('_family') ? Object.values(families) : [{}]).flatMap((props) =>
    usesIn(page({ ...props, components: byName })),
  ),
)

test('every component of a post is in the gallery', () => {
  expect(components.length).toBeGreaterThan(70)
  expect(
    components.filter(({ component }) => !shown.some(({ type }) => type === component)).map((c) => c.name),
  ).toEqual([])
})

test('with every prop, and with everything that a prop can be chosen from', () => {
  const wanted = new Set(components.flatMap(({ name, props }) => [...choicesOf(name, props)]))
  const found = new Set(
    components.flatMap(({ component, name, props }) =>
      shown.filter(({ type }) => type === component).flatMap((use) => [...chosenIn(name, props, use.props)]),
    ),
  )
  expect(wanted.size).toBeGreaterThan(300)
  expect([...wanted].filter((choice) => !found.has(choice)).sort()).toEqual([])
})

test('what is not shown is found', () => {
  const props = z.strictObject({
    of: z.array(z.enum(['a', 'b'])),
    rows: z.array(z.strictObject({ strong: z.boolean().optional() })),
  })
  expect([...choicesOf('X', props)]).toEqual(['X.of', 'a|b: a', 'a|b: b', 'X.rows', 'X.rows.strong'])
  expect([...chosenIn('X', props, { of: ['b'], rows: [{}] })]).toEqual(['X.of', 'a|b: b', 'X.rows'])
})

/** The props that a component declares: it runs until it does. */
async function propsOf(component: Component): Promise<z.ZodType> {
  try {
    await component({ createAstro: (props: object) => ({ props, locals: {} }) }, {}, {})
  } catch (error) {
    if (error instanceof Declared) return z.object(error.shape)
    throw error
  }
  throw new Error('a component that does not check its props')
}

interface Use {
  readonly type: unknown
  readonly props: Readonly<Record<string, unknown>>
}

/** Every component in a page, with its props. */
function usesIn(node: unknown): Use[] {
  if (Array.isArray(node)) return node.flatMap(usesIn)
  if (typeof node !== 'object' || node === null || !('props' in node)) return []
  const { type, props } = node as Use
  // The content of a page within its layout.
  if (typeof type === 'function' && !('isAstroComponentFactory' in type)) return usesIn(type(props))
  return [{ type, props }, ...Object.values(props).flatMap(usesIn)]
}

/** Props that several components take are shown where one of them has them. */
const shared = new Map<unknown, string>(
  Object.entries({ ...subjectProps, ...chartProps }).map(([name, it]) => [it, name]),
)

type Schema = { readonly def: { readonly type: string } & Readonly<Record<string, unknown>> }

/** Schemas inside of a schema that say what it is made of, not what it holds. */
function inner({ def }: Schema): Schema[] {
  if (def.type === 'optional') return [def['innerType'] as Schema]
  if (def.type === 'array') return [def['element'] as Schema]
  return def.type === 'tuple' ? (def['items'] as Schema[]) : def.type === 'union' ? (def['options'] as Schema[]) : []
}

const entriesOf = (schema: Schema) => Object.entries((schema as unknown as z.ZodObject).shape as Record<string, Schema>)

/** Names of a list are shown where any prop that is chosen from it has them. */
function namesOf({ def }: Schema): { readonly list: string; readonly names: readonly string[] } {
  const names = (def.type === 'enum' ? Object.values(def['entries'] as object) : (def['values'] as unknown[])).map(
    String,
  )
  return { list: names.join('|'), names }
}

const isChoice = ({ def }: Schema): boolean => def.type === 'enum' || def.type === 'literal'

/** All that a schema leaves to an author: which props there are, and which names they may have. */
function* choicesOf(path: string, schema: z.ZodType | Schema): Generator<string> {
  const own = schema as Schema
  for (const part of inner(own)) yield* choicesOf(path, part)
  if (isChoice(own)) for (const name of namesOf(own).names) yield `${namesOf(own).list}: ${name}`
  if (own.def.type !== 'object') return
  for (const [name, value] of entriesOf(own)) {
    const place = shared.get(value) ?? `${path}.${name}`
    yield place
    yield* choicesOf(place, value)
  }
}

/** What of it a value has taken. */
function* chosenIn(path: string, schema: z.ZodType | Schema, value: unknown): Generator<string> {
  const own = schema as Schema
  if (value === undefined) return
  if (own.def.type === 'array') for (const one of value as unknown[]) yield* chosenIn(path, inner(own)[0]!, one)
  else if (own.def.type === 'tuple')
    for (const [i, part] of inner(own).entries()) yield* chosenIn(path, part, (value as unknown[])[i])
  else
    for (const part of inner(own).filter((part) => (part as unknown as z.ZodType).safeParse(value).success))
      yield* chosenIn(path, part, value)
  if (isChoice(own)) yield `${namesOf(own).list}: ${String(value)}`
  if (own.def.type !== 'object') return
  for (const [name, schemaOfProp] of entriesOf(own)) {
    const own = (value as Readonly<Record<string, unknown>>)[name]
    if (own === undefined) continue
    const place = shared.get(schemaOfProp) ?? `${path}.${name}`
    yield place
    yield* chosenIn(place, schemaOfProp, own)
  }
}
