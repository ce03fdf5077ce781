import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import GithubSlugger from 'github-slugger'
import { parse, stringify } from 'yaml'
import type { Scaffold } from './new-files.ts'
import { problem, Refusal } from '../report/refusal.ts'

/** A draft of a post, at the end of the reading order. Its name is the title's up to the colon, if none is given. */
export function postFiles(title: string, given: string | undefined, root: string, today: string): Scaffold {
  const name = given ?? new GithubSlugger().slug(title.replace(/:.*/s, '').trim())
  const problems = [
    ...(title.trim().length < 3 ? [problem('title', `"${title}"`, '3 characters or more')] : []),
    ...(/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)
      ? []
      : [problem('name', `"${name}"`, 'small letters, digits and hyphens')]),
  ]
  if (problems.length > 0) throw new Refusal(...problems)
  const file = `content/posts/${name}.mdx`
  const order =
    Math.max(0, ...globSync('content/posts/**/*.mdx', { cwd: root }).map((post) => orderOf(path.join(root, post)))) + 1
  return {
    files: [{ path: file, isNew: true, text: text(title.trim(), order, today) }],
    next: `Run npm run dev and open /posts/${name}/: a draft is shown there, and is left out of the build until you remove "draft: true".`,
  }
}

function orderOf(file: string): number {
  const [, yaml = ''] = /^---\s*\n([\s\S]*?)^---/m.exec(readFileSync(file, 'utf8')) ?? []
  const order = (parse(yaml) as { order?: unknown } | null)?.order
  return typeof order === 'number' ? order : 0
}

function text(title: string, order: number, today: string): string {
  const front = stringify(
    {
      title,
      kicker: 'Two or Three Words',
      part: 'Foundations',
      order,
      abstract: 'Two sentences for the card on the home page. They say what a reader will be able to do after reading.',
      published: today,
      draft: true,
      model: 'bert-base',
      bindings: { B: 1, T: 128 },
    },
    { lineWidth: 0, defaultStringType: 'PLAIN' },
  ).replace(/^published: .*$/m, `published: '${today}'`)
  return `---\n${front}---\n\n${body}`
}

const body = `## The answer first

Say what it is in three sentences. A number about a model is computed: BERT-base has <Num of="parameters" /> parameters.
A number from the world has its source beside it [@devlin2019, §3].<Note>A remark stands in the margin.</Note>

## How it works

$$
y = x + \\operatorname{Attention}(x) \\label{eq:stream}
$$

The stream in @eq:stream is never overwritten, and @tbl:block shows what a block adds to it.

<FlopTable scope="block" label="block">
  **Where does one block spend its FLOPs?** Say what to look at.
</FlopTable>

## Exercises

<Exercise title="One block">

How many parameters has one block?

<Answer>

It has <Num of="parameters" scope="block" />.

</Answer>

</Exercise>

## Takeaways

<Takeaways>

1. One sentence that a reader should keep.

</Takeaways>
`
