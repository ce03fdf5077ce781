/** A made-up post of a size that real ones have: 2,000 words, 62 formulas, a computed table and a diagram. */
export const amounts = { words: 2000, formulas: 62, sections: 8 } as const

/** Text and formulas differ from post to post, so that nothing is rendered once and used twice. */
export function syntheticBody(seed: number): string {
  const random = generator(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const ofPost = (): string => `${seed}${pick(letters)}`
  const displays = 14
  const inline = amounts.formulas - displays
  const perSection = amounts.words / amounts.sections
  const sections = Array.from({ length: amounts.sections }, (_, section) => {
    const words = Array.from({ length: perSection }, () => pick(vocabulary))
    const own = share(inline, section)
    for (let i = 0; i < own; i++)
      words.splice(Math.floor(((i + 1) * perSection) / (own + 1)), 0, `$${pick(formulas)(pick(letters), ofPost())}$`)
    const paragraphs = [words.slice(0, perSection / 2), words.slice(perSection / 2)].map(
      (part) => `The ${part.join(' ')}.`,
    )
    const equations = Array.from(
      { length: share(displays, section) },
      () => `$$\n${pick(equationsOf)(pick(letters), ofPost())}\n$$`,
    )
    return [
      `## The ${pick(vocabulary)} ${pick(vocabulary)}, ${ordinal(section)}`,
      paragraphs[0],
      ...equations,
      paragraphs[1],
    ].join('\n\n')
  })
  return sections.join('\n\n')
}

const ordinal = (n: number): string => ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'last'][n]!

/** How many of a number of things go to one of the sections. */
const share = (total: number, section: number): number =>
  Math.floor(((section + 1) * total) / amounts.sections) - Math.floor((section * total) / amounts.sections)

type Formula = (a: string, b: string) => string

const formulas: readonly Formula[] = [
  (a, b) => `${a}_{${b}}`,
  (a, b) => `${a} \\in \\mathbb{R}^{${b} \\times d}`,
  (a, b) => `\\sqrt{${a} + ${b}^2}`,
  (a, b) => `\\frac{${a}}{${b}}`,
  (a, b) => `${a}^{\\top} ${b} \\le \\lVert ${a} \\rVert \\lVert ${b} \\rVert`,
]

const equationsOf: readonly Formula[] = [
  (a, b) =>
    `\\operatorname{softmax}\\left(\\frac{${a} ${b}^{\\top}}{\\sqrt{k}}\\right) V = \\sum_{j=1}^{n} \\frac{e^{${a}_j}}{\\sum_{i} e^{${b}_i}} v_j`,
  (a, b) => `\\mathcal{L}(${a}) = -\\frac{1}{n} \\sum_{i=1}^{n} \\log p_{${a}}(${b}_i \\mid ${b}_{<i})`,
  (a, b) => `\\begin{aligned} ${a} &= W_1 ${b} + b_1 \\\\ y &= W_2 \\max(0, ${a}) + b_2 \\end{aligned}`,
  (a, b) =>
    `\\mu_{${a}} = \\frac{1}{d} \\sum_{i=1}^{d} ${a}_i, \\qquad \\sigma^2 = \\frac{1}{d} \\sum_{i=1}^{d} (${b}_i - \\mu)^2`,
]

const letters = [...'abcgmpquvwxyzABCDGHKMQRUWXYZ']

const vocabulary = (
  'attention block vector matrix product row column weight stream token model layer head norm sum mean scale width depth ' +
  'length cost count part whole table shape path step rule loss size share place order reads writes keeps turns gives holds ' +
  'passes leaves long short wide narrow deep plain equal small large same other every each one of the and in to with for as'
).split(' ')

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
