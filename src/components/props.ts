import { z } from 'astro/zod'
import { report } from '../markdown/problem.ts'

/** Where in the author's file a component stands, `content/posts/bert.mdx:42:3`; the Markdown pipeline writes it. */
export type Place = string | undefined

interface Common {
  readonly at?: Place
  readonly id?: string | undefined
  readonly number?: string | undefined
}

interface Mistake {
  readonly message: string
  readonly received: string
  readonly expected: string
  readonly advice: string
}

/** Stops the build with what is wrong with a component, and where. */
export function mistake(at: Place, component: string, { message, ...rest }: Mistake): never {
  const [, file = 'a page', line = '1', column = '1'] = /^(.*):(\d+):(\d+)$/.exec(at ?? '') ?? []
  const problem = { file, line: Number(line), column: Number(column), kind: 'component', ...rest }
  // Without its stack, which would bury it: the fault is the post's.
  throw Object.assign(new Error(report([{ ...problem, message: `<${component}>: ${message}` }])), { stack: '' })
}

/**
 * The props of a component, checked: MDX is not type-checked, so a wrong prop in a post would otherwise pass in silence.
 * Every component takes `at`, its place in the file, `id` and `number`, its number in the post; it does not have to name them.
 * A component has one shape wherever it stands, so a build compiles it once.
 */
export function checkProps<S extends z.ZodRawShape>(
  component: string,
  shape: S,
  props: Readonly<Record<string, unknown>>,
): z.output<z.ZodObject<S>> & Common {
  const schema = schemas.get(component) ?? z.strictObject({ ...shape, at: text, id: text, number: text, slot: text })
  if (import.meta.env.PROD) schemas.set(component, schema)
  const result = schema.safeParse(props)
  if (result.success) return result.data as unknown as z.output<z.ZodObject<S>> & Common
  const at = props['at'] as Place
  const issue = result.error.issues[0]!
  const name = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.')
  const known = Object.keys(shape).join(', ')
  return mistake(at, component, {
    message: issue.code === 'unrecognized_keys' ? `unknown prop ${name}` : `${name} is not valid`,
    received: issue.code === 'unrecognized_keys' ? name : (JSON.stringify(props[name]) ?? 'nothing'),
    expected:
      issue.code === 'unrecognized_keys' ? `one of ${known}` : issue.message.replace(/^Invalid [^:]*: expected /, ''),
    advice: 'correct the component in the post',
  })
}

const text = z.string().optional()
const schemas = new Map<string, z.ZodObject>()

/** The names in a table of choices, for a prop that takes one of them: `z.enum(keysOf(quantities))`. */
export const keysOf = <Name extends string>(table: Readonly<Record<Name, unknown>>): [Name, ...Name[]] =>
  Object.keys(table) as [Name, ...Name[]]
