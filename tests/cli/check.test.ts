import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forGitHub, forTerminal } from '../../src/cli/check-report.ts'
import { checkSite, type Outcome } from '../../src/cli/checks.ts'
import type { Problem } from '../../src/markdown/problem.ts'

const problem: Problem = {
  ...{ file: 'content/posts/a,b.mdx', line: 3, column: 5, kind: 'citation', message: '50% unknown' },
  ...{ received: 'one\ntwo', expected: 'a key', advice: 'correct it' },
}
const outcome = (problems: Problem[]): Outcome => ({ problems, files: 4 })

describe('the check', () => {
  test('reads the whole site in less than 15 seconds of computing', { timeout: 120_000 }, () => {
    // By itself, as authors run it, and by the processor's clock, since other tests run at the same time.
    const script = `
      import { checkSite } from '${path.resolve('src/cli/checks.ts')}'
      const { files } = await checkSite(process.cwd())
      const { user, system } = process.cpuUsage()
      console.log(JSON.stringify({ files, seconds: (user + system) / 1e6 }))`
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { PATH: process.env['PATH'] },
      encoding: 'utf8',
    })
    const { files, seconds } = JSON.parse(stdout) as { files: number; seconds: number }
    expect(files).toBeGreaterThan(4)
    expect(seconds).toBeLessThan(15)
  })
})

describe('in a terminal', () => {
  test('every problem is told in full, and the last line counts them', () => {
    expect(forTerminal(false)(outcome([problem]))).toBe(
      [
        'content/posts/a,b.mdx:3:5  citation  50% unknown',
        '    received    one',
        '                two',
        '    expected    a key',
        '    what to do  correct it',
        '1 problem in 1 file',
      ].join('\n'),
    )
    expect(forTerminal(false)(outcome([]))).toBe('4 files without a problem')
  })

  test('color adds color and nothing else', () => {
    const colored = forTerminal(true)(outcome([problem]))
    expect(colored).toContain('\u001b[31m')
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(forTerminal(false)(outcome([problem])))
  })
})

describe('on GitHub', () => {
  test('each problem is a command with everything escaped', () => {
    expect(forGitHub(outcome([problem]))).toBe(
      '::error file=content/posts/a%2Cb.mdx,line=3,col=5,title=citation::50%25 unknown%0Areceived    one%0Atwo%0Aexpected    a key%0Awhat to do  correct it\n',
    )
  })
})

describe('as a command', { timeout: 60_000 }, () => {
  let root = ''
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'check-'))
    mkdirSync(path.join(root, 'content/posts'), { recursive: true })
    for (const folder of ['src/components', 'src/pages', 'public', 'content/references.bib'])
      cpSync(folder, path.join(root, folder), { recursive: true })
    symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'))
    writeFileSync(path.join(root, 'content/posts/bad.mdx'), 'Only text [@nobody1999].\n')
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  const check = (env: Record<string, string> = {}) => {
    const script = path.resolve('src/cli/check.ts')
    const { PATH } = process.env
    return spawnSync(process.execPath, [script], { cwd: root, env: { PATH, ...env }, encoding: 'utf8' })
  }

  test('it fails with the problems of each kind, front matter and text at once', () => {
    const { status, stdout } = check()
    expect(status).toBe(1)
    expect(stdout.split('\n').filter((line) => line.startsWith('content/posts/bad.mdx:1:'))).toEqual([
      'content/posts/bad.mdx:1:1  front-matter  no front matter',
      'content/posts/bad.mdx:1:11  citation  unknown work nobody1999',
    ])
    expect(stdout).not.toContain('::error')
  })

  test('it annotates when it runs on GitHub', () => {
    expect(check({ GITHUB_ACTIONS: 'true' }).stdout).toContain(
      '::error file=content/posts/bad.mdx,line=1,col=11,title=citation::unknown work nobody1999',
    )
  })

  test('it names each work that nobody cites, at its line', async () => {
    const { problems } = await checkSite(root)
    const file = 'content/references.bib'
    expect(problems.find(({ kind }) => kind === 'bibliography')).toMatchObject({ file, column: 1 })
  })
})
