/** How two families of models are shown an example: what BERT reads, and what T5 reads and writes. */

/** An example as it stands in the data set's file. */
export type Example = Readonly<Record<string, string | number | readonly (string | number)[]>>

const text = (example: Example, field: string): string => {
  const value = example[field]
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}

const pair = (a: string, b: string): string => `[CLS] ${a} [SEP] ${b} [SEP]`

/** Whether a field holds text to be read. */
const isRead = (field: string): boolean => !/^(?:label|idx|start|end|span|answers)/.test(field)

/**
 * One sequence, or one for each candidate answer, as the authors of BERT and the baselines of SuperGLUE put them together:
 * the texts in the order of the fields, [CLS] in front, [SEP] behind each.
 */
export function bertInputs(task: string, example: Example): string[] {
  const of = (field: string) => text(example, field)
  const list = (field: string) => (example[field] as readonly string[] | undefined) ?? []
  if (task === 'COPA')
    return ['choice1', 'choice2'].map((choice) => pair(`${of('premise')} ${of('question')}`, of(choice)))
  if (task === 'MultiRC') return list('answers').map((answer) => pair(of('paragraph'), `${of('question')} ${answer}`))
  if (task === 'ReCoRD')
    return list('entities').map((entity) => pair(of('passage'), of('query').replace('@placeholder', entity)))
  if (task === 'WiC') return [pair(of('sentence1'), of('sentence2'))]
  if (task === 'WSC') return [`[CLS] ${of('text')} [SEP]`]
  const texts = Object.keys(example).filter(isRead).map(of)
  return [`[CLS] ${texts.map((one) => `${one} [SEP]`).join(' ')}`]
}

const prefixes: Readonly<Record<string, string>> = {
  'SST-2': 'sst2',
  'STS-B': 'stsb',
  'RTE in SuperGLUE': 'rte',
  AX: 'mnli',
  'AX-b': 'rte',
  'AX-g': 'rte',
  WNLI: 'wsc',
}

/** T5's prompt: the name of the task, then `field: text`, the fields in alphabetical order unless its code names another. */
export function t5Input(task: string, example: Example): string {
  const prefix = prefixes[task] ?? task.toLowerCase()
  if (task === 'WSC' || task === 'WNLI') return `${prefix}: ${starred(example)}`
  const order: Readonly<Record<string, readonly string[]>> = {
    MultiRC: ['question', 'answer', 'paragraph'],
    ReCoRD: ['query', 'entities', 'passage'],
  }
  const fields = order[task] ?? Object.keys(example).filter(isRead).sort()
  const shown = task === 'MultiRC' ? { ...example, answer: (example['answers'] as readonly string[])[0]! } : example
  return `${prefix} ${fields.map((field) => `${field}: ${text(shown, field).replaceAll('\n', ' ')}`).join(' ')}`
}

/** What T5 is trained to write: the name of the label, a number in steps of 0.2, or the words asked for. */
export function t5Target(task: string, example: Example, labels: readonly string[]): string {
  const { label } = example
  if (task === 'STS-B') return (Math.round(Number(label) * 5) / 5).toFixed(1)
  if (task === 'ReCoRD') return text(example, 'answers')
  if (task === 'WSC') return text(example, 'span1_text')
  if (task === 'MultiRC') return labels[Number((label as readonly number[])[0])]!
  return labels[Number(label)]!
}

/** The pronoun between asterisks. */
function starred(example: Example): string {
  const words = text(example, 'text' in example ? 'text' : 'sentence1').split(' ')
  const at = 'span2_index' in example ? Number(example['span2_index']) : words.indexOf('it')
  return words.map((word, i) => (i === at ? `*${word}*` : word)).join(' ')
}
