import fc from 'fast-check'
import { problemsOf } from '../../src/cli/checks.ts'
import type { Problem } from '../../src/markdown/problem.ts'

/**
 * Checks 2,000 random posts and prints how many have problems, and each of those whose problems say too little. A program by
 * itself, as a build is one: Vitest takes the development builds of the Markdown packages, whose assertions fail on texts that the
 * released ones read.
 */

/** What posts are made of, whole and broken. */
const pieces = [
  ...[
    '\n',
    '\n\n',
    ' ',
    '## ',
    '#### ',
    '- ',
    '1. ',
    '> ',
    '| a | b |\n| - | - |\n| ',
    ' | ',
    '**',
    '_',
    '`',
    '```\n',
    '```math\n',
  ],
  ...[
    '$',
    '$$',
    '$$\n',
    '\\',
    '\\label{eq:a}',
    '\\label{',
    '\\frac{1}{2}',
    '\\begin{aligned}',
    '\\end{aligned}',
    '\\T',
    '^2^3',
    '&',
  ],
  ...[
    '[@vaswani2017]',
    '[@',
    '@devlin2019',
    ' [§3]',
    '[@nobody1999, §3; @',
    ']',
    '[',
    '](',
    '#one)',
    '/posts/bert/)',
    'https://a.b)',
  ],
  ...[
    '@fig:a',
    '@tbl:a',
    '@eq:a',
    '@ex:a',
    '@sec:one',
    '@post:bert',
    '@post:bert#x',
    '@Eq:',
    '@',
    '[^1]',
    '\n[^1]: note\n',
  ],
  ...[
    '1,024',
    '110 million parameters',
    '3 GiB',
    'x',
    'word',
    'One. Two',
    'é',
    '😀',
    '\u00a0',
    '\t',
    '\r\n',
    '---\n',
    '![',
    '![](a.png)',
  ],
  ...[
    '<Note>',
    '</Note>',
    '<Note>\n\n',
    '<Exercise label="a">\n\n',
    '<Answer>',
    '</Answer>\n',
    '</Exercise>\n',
    '<Takeaways>\n\n',
    '</Takeaways>',
  ],
  ...[
    '<FlopTable label="a">',
    '</FlopTable>',
    '<FlopTable ',
    'label="a"',
    'label={1}',
    '/>',
    '<Define term="x">',
    '</Define>',
    '<Term of="x">',
    '</Term>',
  ],
  ...[
    '<Typed reason="a long reason">',
    '<Typed>',
    '</Typed>',
    '<b id="one">',
    '</b>',
    '<',
    '>',
    '{',
    '}',
    '{1 + 1}',
    '{...x}',
    '<Nope />',
    '<></>',
  ],
  ...[
    'import x from "y"\n',
    'export const a = 1\n',
    '<!-- -->',
    '<img src="a">',
    '<img alt="" />',
    '<a href="#x">',
    '</a>',
    '&amp;',
    '&nope;',
  ],
]
const body = fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, fc.string({ maxLength: 8 })), {
  maxLength: 24,
})

const values = [
  '',
  'x',
  '1',
  '-1',
  "'2026-11-25'",
  '2026-11-25',
  '{ B: 1 }',
  '[',
  '{',
  '"',
  ': y',
  '|',
  '&a',
  '*a',
  'null',
  'true',
  '!!x y',
  'é 😀',
]
const keys = [
  'title',
  'kicker',
  'part',
  'order',
  'abstract',
  'published',
  'draft',
  'model',
  'bindings',
  'nope',
  '? ',
  '- ',
  '\t',
  '__proto__',
]
const line = fc.tuple(fc.constantFrom(...keys), fc.oneof(fc.constantFrom(...values), fc.string({ maxLength: 6 })))
const fence = fc.constantFrom('---', '---', '---', '--- ', '----', '')
const frontMatter = fc
  .tuple(fence, fc.array(line, { maxLength: 6 }), fence)
  .map(([open, lines, close]) => [open, ...lines.map(([key, value]) => `${key}: ${value}`), close, ''].join('\n'))

const texts = fc.sample(
  fc
    .tuple(fc.oneof(frontMatter, fc.constant('---\ntitle: x\n---\n\n## One\n\n')), body)
    .map(([front, parts]) => front + parts.join('')),
  { numRuns: 2000, seed: 20261125 },
)
const problems = await problemsOf(texts.map((text, i) => ({ file: `content/posts/${i}.mdx`, text })))
const found = Map.groupBy(problems, ({ file }) => texts[Number(/\d+/.exec(file))]!)
const unplaced = [...found].filter(([text, own]) => !own.every((problem) => isPlaced(problem, text)))
process.stdout.write(JSON.stringify({ posts: texts.length, withProblems: found.size, unplaced }))

/** Whether a problem says all that it has to, about a place that is there. */
function isPlaced({ line, column, kind, message, received, expected, advice }: Problem, text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/)
  const inside = line >= 1 && line <= lines.length && column >= 1 && column <= lines[line - 1]!.length + 2
  return inside && [kind, message, expected, advice].every((part) => part.trim() !== '') && typeof received === 'string'
}
