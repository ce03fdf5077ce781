import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const files = globSync('.github/workflows/*.yml').sort()

describe.each(files)('%s', (file) => {
  const source = readFileSync(file, 'utf8')

  test('keeps the rules', () => expect(faultsOf(source)).toEqual([]))

  const planted: readonly (readonly [name: string, from: RegExp, to: string])[] = [
    ['an action by its tag', /@[0-9a-f]{40} # \S+/, '@v4'],
    ['a commit without its version', / # v[\d.]+/, ''],
    ['permissions for every job', /^permissions: \{\}$/m, 'permissions: write-all'],
    ['a right that is not on the list', /contents: read|pages: write/, 'contents: write'],
    ['the rights of the repository for a change from outside', /^on:$/m, 'on:\n  pull_request_target:'],
    ['a job without an end', /timeout-minutes: \d+/, ''],
  ]
  test.each(planted)('a planted fault is found: %s', (_, from, to) => {
    expect(source).toMatch(from)
    expect(faultsOf(source.replace(from, to))).not.toEqual([])
  })
})

test('there is a workflow for changes and one for publishing', () => {
  expect(files.map((file) => file.split('/').at(-1))).toEqual(['check.yml', 'pages.yml'])
})

interface Job {
  'timeout-minutes'?: number
  permissions?: Record<string, string>
  steps: { uses?: string; with?: Record<string, unknown> }[]
}

const rights = ['contents: read', 'pages: read', 'pages: write', 'id-token: write']

/** Actions are commits, with the version beside them; no job has more rights than it uses, or runs without an end. */
function faultsOf(source: string): string[] {
  const workflow: { on: Record<string, unknown>; permissions: unknown; jobs: Record<string, Job> } = parse(source)
  const uses = source.split('\n').filter((line) => /^\s*(- )?uses:/.test(line))
  return [
    ...uses.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)),
    ...(JSON.stringify(workflow.permissions) === '{}' ? [] : ['permissions for every job']),
    ...('pull_request_target' in workflow.on ? ['pull_request_target'] : []),
    ...Object.values(workflow.jobs).flatMap((job) => [
      ...(job['timeout-minutes'] ? [] : ['no timeout']),
      ...(job.permissions ? [] : ['no permissions']),
      ...Object.entries(job.permissions ?? {})
        .map(([name, right]) => `${name}: ${right}`)
        .filter((right) => !rights.includes(right)),
      ...job.steps
        .filter(({ uses }) => uses?.startsWith('actions/checkout@'))
        .flatMap((step) => (step.with?.['persist-credentials'] === false ? [] : ['credentials are kept'])),
    ]),
  ]
}
