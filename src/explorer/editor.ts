import { architectures } from '../models/model-of.ts'
import { fieldsOf } from '../report/fields.ts'
import { written, type Choice } from './choice.ts'
import { h, type View } from './view.ts'

/** A field of the configuration as the editor shows it. */
export interface EditorField {
  readonly name: string
  /** Its value as text; empty for a field that the configuration leaves out. */
  readonly text: string
  /** What its value is chosen from, where that is a short list. */
  readonly options?: readonly string[] | undefined
}

/** The fields that the model reads, in its order. */
export function editorFields({ config }: Choice): EditorField[] {
  const type = architectures.find(({ modelType }) => modelType === config['model_type'])
  return fieldsOf(config).read.map((name) => {
    const value = Object.hasOwn(config, name) ? config[name] : undefined
    if (name === 'architectures' && type)
      return { name, text: String(Array.isArray(value) ? (value[0] ?? '') : ''), options: ['', ...type.classes] }
    if (typeof value === 'boolean') return { name, text: String(value), options: ['true', 'false', ''] }
    return { name, text: value === undefined ? '' : asText(value) }
  })
}

/** What a reader typed into a field; undefined takes the field away. */
export function valueOf(name: string, text: string): unknown {
  if (text.trim() === '') return undefined
  if (name === 'architectures') return [text]
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Every field of the configuration that counts, to be edited; a field that is wrong says so. */
export function editor(id: string, choice: Choice, problems: readonly string[] = []): View {
  return editorFields(choice).map(({ name, text, options }) => {
    const wrong = problemOf(name, problems)
    const common = {
      id: `${id}-${name}`,
      'data-field': name,
      'aria-invalid': wrong !== undefined && 'true',
      'aria-describedby': wrong !== undefined && `${id}-${name}-wrong`,
    }
    const shown = options && !options.includes(text) ? [...options, text] : options
    return h(
      'div',
      { class: 'ex-row' },
      h('label', { for: `${id}-${name}` }, h('code', {}, name)),
      shown
        ? h(
            'select',
            common,
            shown.map((value) => h('option', { value, selected: value === text }, value === '' ? 'default' : value)),
          )
        : h('input', {
            ...common,
            type: 'text',
            spellcheck: 'false',
            autocomplete: 'off',
            value: text,
            placeholder: 'default',
          }),
      h('p', { class: 'ex-wrong', id: `${id}-${name}-wrong`, hidden: wrong === undefined }, wrong ?? ''),
    )
  })
}

/** What is wrong with a field, without its name. */
export function problemOf(name: string, problems: readonly string[]): string | undefined {
  const own = problems.find((problem) => problem.startsWith(`${name}:`) || problem.startsWith(`${name}.`))
  return own?.replace(`${name}: `, '')
}

/** What keeps a configuration from being read. */
export const problemList = (problems: readonly string[]): View =>
  problems.length > 0 && [
    h('p', {}, problems.length === 1 ? 'This cannot be read:' : 'These cannot be read:'),
    h(
      'ul',
      {},
      problems.slice(0, 30).map((problem) => h('li', {}, problem)),
    ),
    h('p', {}, 'What stands below is what was read last.'),
  ]

/** Text that would not be read as anything else stands without quotation marks. */
function asText(value: unknown): string {
  const text = typeof value === 'string' && valueOf('', value) === value ? value : written(value)
  return text.length > 400 ? `${text.slice(0, 399)}…` : text
}
