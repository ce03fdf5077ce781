import { activations, count, parameterCount } from '../engine/index.ts'
import { published, publishedModel } from '../models/index.ts'
import { tasks } from './benchmarks/tasks.ts'
import { el, escape, picture, type Svg } from './svg.ts'

const [width, height] = [240, 156]

/** The small figures of the posts that are about no single model, by the name of the post. */
export const topicCards: Readonly<Record<string, (() => Svg) | undefined>> = {
  'activation-functions': functionsCard,
  normalization: axesCard,
  'glue-superglue': tasksCard,
  'prompt-tuning': tuningCard,
  'gpt-3-to-gpt-4': sizesCard,
}

/** Three activation functions on one plane. */
function functionsCard(): Svg {
  const shown = (['relu', 'gelu', 'tanh'] as const).map((name) => activations[name])
  const place = ([x, y]: readonly [number, number]) => `${20 + ((x + 3.2) / 6.4) * 200},${110 - y * 32}`
  const curves = shown.map(({ f }, i) => {
    const points = Array.from({ length: 65 }, (_, n) => -3.2 + n / 10).map((x) => place([x, f(x)]))
    return el('polyline', { class: i === 1 ? 'curve strong' : 'curve', points: points.join(' ') })
  })
  const labels = [
    el('text', { x: 150, y: 24, class: 'lab' }, escape(shown[0]!.title)),
    el('text', { x: 188, y: 72, class: 'lab' }, escape(shown[2]!.title)),
    el('text', { x: 166, y: 102, class: 'lab strong' }, escape(shown[1]!.title)),
  ]
  const axes = el('path', { class: 'axis', d: 'M20 110H220M120 8V150' })
  const about = shown.map(({ title }) => title).join(', ')
  return picture(
    { width, height, class: 'card-figure', title: 'Activation functions', description: about },
    axes,
    ...curves,
    ...labels,
  )
}

/** Which numbers share a mean: a column for batch norm, a row for layer norm. */
function axesCard(): Svg {
  const [rows, columns, cell] = [6, 5, 16]
  const grid = (x: number, on: (row: number, column: number) => boolean, label: string): Svg[] => [
    ...Array.from({ length: rows * columns }, (_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns]
      const className = on(row, column) ? 'cell on' : 'cell'
      return el('rect', {
        class: className,
        x: x + column * (cell + 2),
        y: 14 + row * (cell + 2),
        width: cell,
        height: cell,
      })
    }),
    el('text', { x, y: 144, class: 'lab' }, label),
  ]
  const batch = grid(8, (_, column) => column === 1, 'batch norm')
  const layer = grid(136, (row) => row === 2, 'layer norm')
  const description = 'A table of tokens by features. Batch norm averages down a column, layer norm along a row.'
  return picture(
    { width, height, class: 'card-figure', title: 'What a norm averages over', description },
    ...batch,
    ...layer,
  )
}

/** Two benchmarks as rows of tasks, each as tall as its test set is large, on a log scale. */
function tasksCard(): Svg {
  const rows = (['GLUE', 'SuperGLUE'] as const).map((benchmark) => ({
    benchmark,
    tests: tasks.filter((task) => task.benchmark === benchmark).map(({ test }) => test),
  }))
  const most = Math.log10(Math.max(...rows.flatMap(({ tests }) => tests)))
  const drawn = rows.flatMap(({ benchmark, tests }, row) => [
    el('text', { x: 8, y: 16 + row * 76, class: 'lab' }, `${benchmark}, ${tests.length} tasks`),
    ...tests.map((test, i) => {
      const tall = (48 * Math.log10(test)) / most
      return el('rect', { class: 'cell on', x: 8 + i * 25, y: 72 + row * 76 - tall, width: 20, height: tall })
    }),
  ])
  const description = rows.map(
    ({ benchmark, tests }) => `${benchmark}: ${tests.length} tasks, test sets of ${tests.join(', ')}.`,
  )
  const title = 'The tasks of two benchmarks by the size of their test sets'
  return picture({ width, height, class: 'card-figure', title, description: description.join(' ') }, ...drawn)
}

/** All of a model's weights beside what prompt tuning trains of them. */
function tuningCard(): Svg {
  const { graph, sizes } = publishedModel('t5-11b')
  const all = Number(count(parameterCount(graph), { ...sizes, B: 1, T: 1, S: 1, p: 0 }))
  const trained = 100 * Number(sizes['d'])
  const side = 120
  const small = Math.max(1, side * Math.sqrt(trained / all))
  const children = [
    el('rect', { class: 'cell', x: 8, y: 18, width: side, height: side }),
    el('rect', { class: 'ink', x: 150, y: 18, width: small, height: small }),
    el('text', { x: 16, y: 40, class: 'lab' }, 'frozen'),
    el('text', { x: 150, y: 40, class: 'lab' }, 'a prompt of'),
    el('text', { x: 150, y: 56, class: 'lab' }, '100 vectors'),
  ]
  const description = `T5-11B has ${all.toLocaleString('en')} parameters; a prompt of 100 vectors has ${trained.toLocaleString('en')}, drawn to the same scale.`
  return picture({ width, height, class: 'card-figure', title: 'What prompt tuning trains', description }, ...children)
}

/** The eight sizes of GPT-3, area to scale of parameters on a log axis. */
function sizesCard(): Svg {
  const names = Object.keys(published).filter((name) => name.startsWith('gpt3'))
  const totals = names
    .map((name) => {
      const { graph, sizes } = publishedModel(name)
      return Number(count(parameterCount(graph), { ...sizes, B: 1, T: 1, p: 0 }))
    })
    .sort((a, b) => a - b)
  const [least, most] = [Math.log10(totals[0]!) - 0.3, Math.log10(totals.at(-1)!)]
  const bars = totals.map((total, i) => {
    const tall = (112 * (Math.log10(total) - least)) / (most - least)
    return el('rect', {
      class: i === totals.length - 1 ? 'ink' : 'cell on',
      x: 8 + i * 28,
      y: 128 - tall,
      width: 20,
      height: tall,
    })
  })
  const words = (total: number) => `${(total / 10 ** (total >= 1e9 ? 9 : 6)).toPrecision(3)}${total >= 1e9 ? 'B' : 'M'}`
  const labels = [
    el('text', { x: 8, y: 146, class: 'lab' }, words(totals[0]!)),
    el('text', { x: 224, y: 146, class: 'lab', 'text-anchor': 'end' }, words(totals.at(-1)!)),
    el('text', { x: 8, y: 14, class: 'lab' }, 'log scale'),
  ]
  const description = `GPT-3 in ${totals.length} sizes, from ${words(totals[0]!)} to ${words(totals.at(-1)!)} parameters, on a log scale.`
  return picture({ width, height, class: 'card-figure', title: 'The sizes of GPT-3', description }, ...bars, ...labels)
}
