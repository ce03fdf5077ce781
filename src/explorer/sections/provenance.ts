import { section } from '../parts.ts'
import type { Study } from '../study.ts'
import { h, type View } from '../view.ts'

/** Where the numbers of the page come from: the configuration, the fields that count, the model and the rules. */
export function provenance({ choice, model, fields }: Study, links: { readonly conventions: string }): View {
  const names = (list: readonly string[]): View =>
    list.map((name, i) => [i > 0 && ', ', h('code', {}, shortened(name))])
  const given = fields.read.filter((name) => Object.hasOwn(choice.config, name))
  const absent = fields.read.filter((name) => !Object.hasOwn(choice.config, name))
  return section(
    'provenance',
    'Where these numbers come from',
    h(
      'dl',
      { class: 'ex-origin' },
      row('Configuration', choice.source ?? 'your own; it stays in this browser, and in the link if you copy one'),
      row('Fields that count', names(given)),
      absent.length > 0 && row('Left to their defaults', names(absent)),
      fields.ignored.length > 0 &&
        row('Change no number here', names(fields.ignored.slice(0, 60)), more(fields.ignored)),
      row('Model', h('code', {}, `src/models/${model.architecture}.ts`), ', traced into a graph in your browser'),
      row(
        'Checked',
        'BERT, GPT-2, T5, LLaMA and Mistral at their published sizes, against the state dicts of transformers and the FLOP counter of PyTorch',
      ),
      row('Rules', h('a', { href: links.conventions }, 'How we count')),
    ),
  )
}

const row = (name: string, ...content: readonly View[]): View =>
  h('div', {}, h('dt', {}, name), h('dd', {}, ...content))

const more = (list: readonly string[]): View => list.length > 60 && ` and ${list.length - 60} more`

const shortened = (name: string): string => (name.length > 60 ? `${name.slice(0, 57)}…` : name)
