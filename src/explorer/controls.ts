import { accelerators } from '../engine/hardware.ts'
import { recipes, symbols } from '../engine/index.ts'
import { architectures, published } from '../models/index.ts'
import type { Choice } from './choice.ts'
import { editorFields } from './editor.ts'
import { formats, formatsOf, lengths, type Length, type Settings } from './settings.ts'
import { h, type Attributes, type View } from './view.ts'

/** The published configurations as a list to choose from, by architecture; one more, hidden, for the reader's own. */
export function chooser(id: string, label: string, { name }: Choice): View {
  return field(
    label,
    { for: id },
    h(
      'select',
      { id, 'data-choose': true },
      h('option', { value: '', hidden: true }, 'Your configuration'),
      architectures.map(({ modelType, title }) => {
        const own = Object.entries(published).filter(([, { config }]) => config['model_type'] === modelType)
        return (
          own.length > 0 &&
          h(
            'optgroup',
            { label: title },
            own.map(([key, { title }]) => h('option', { value: key, selected: key === name }, title)),
          )
        )
      }),
    ),
  )
}

/** Every length that a model can have; those that this one lacks are hidden. */
export const lengthFields = (values: Readonly<Record<string, number>>): View =>
  (Object.keys(lengths) as Length[]).map((name) =>
    field(
      [h('i', { class: 'sym' }, name), ' ', symbols.find(({ symbol }) => symbol === name)!.name],
      { for: `length-${name}`, class: `ex-field ex-length dim-${name}`, hidden: !Object.hasOwn(values, name) },
      h('input', {
        id: `length-${name}`,
        type: 'number',
        inputmode: 'numeric',
        min: name === 'p' ? 0 : 1,
        max: lengths[name],
        value: values[name],
        'data-length': name,
      }),
    ),
  )

/** The chip, the number format and the recipe of training; a format that the chip lacks is hidden. */
export function machineFields({ chip, format, recipe }: Settings): View {
  const known = formatsOf(chip)
  return [
    select('chip', 'Accelerator', titled(accelerators), chip.name),
    select(
      'format',
      'Numbers in inference',
      Object.keys(formats).map((key) => ({ value: key, title: key, hidden: !known.some((one) => one === key) })),
      format,
    ),
    select('recipe', 'Training', titled(recipes), recipe.name),
  ]
}

const titled = (table: Readonly<Record<string, { readonly title: string }>>) =>
  Object.entries(table).map(([value, { title }]) => ({ value, title, hidden: false }))

const select = (
  key: string,
  label: string,
  options: readonly { readonly value: string; readonly title: string; readonly hidden: boolean }[],
  chosen: string,
): View =>
  field(
    label,
    { for: `set-${key}` },
    h(
      'select',
      { id: `set-${key}`, 'data-set': key },
      options.map(({ value, title, hidden }) => h('option', { value, hidden, selected: value === chosen }, title)),
    ),
  )

const field = (label: View, attributes: Attributes, control: View): View =>
  h('label', { class: 'ex-field', ...attributes }, h('span', {}, label), control)

/** The fields of a configuration to read, for a page without a script. */
export const still = (choice: Choice): View =>
  h(
    'dl',
    { class: 'ex-still' },
    editorFields(choice)
      .filter(({ text }) => text !== '')
      .map(({ name, text }) => h('div', {}, h('dt', {}, h('code', {}, name)), h('dd', {}, text))),
  )
