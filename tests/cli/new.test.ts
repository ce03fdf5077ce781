import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { problemsOf } from '../../src/cli/checks.ts'
import { create } from '../../src/cli/new-files.ts'

const folders: string[] = []
let root = ''
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'new-'))
  folders.push(root)
  cpSync('.prettierrc.json', path.join(root, '.prettierrc.json'))
  cpSync('package.json', path.join(root, 'package.json'))
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'))
})
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

const today = new Date('2026-11-25T12:00:00Z')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const node = (...args: string[]) =>
  execFileSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })
const refusal = (...args: string[]) =>
  create(args, root, today).then(
    () => '',
    (error: Error) => error.message,
  )

describe('new post', { timeout: 60_000 }, () => {
  test('writes a draft that passes every check as it is, after the last post', async () => {
    mkdirSync(path.join(root, 'content/posts'), { recursive: true })
    writeFileSync(path.join(root, 'content/posts/last.mdx'), '---\norder: 7\n---\n')
    const { files, next } = await create(['post', 'Mixtures: "Experts" & Routing'], root, today)
    expect(files.map((file) => file.path)).toEqual(['content/posts/mixtures.mdx'])
    expect(next).toContain('/posts/mixtures/')
    const text = read('content/posts/mixtures.mdx')
    expect(text).toMatch(
      /^---\ntitle: 'Mixtures: "Experts" & Routing'\n[^]*\norder: 8\n[^]*\npublished: '2026-11-25'\ndraft: true\n/,
    )
    expect(await problemsOf([{ file: 'content/posts/mixtures.mdx', text }])).toEqual([])
  })

  test('takes the name that it is given', async () => {
    await create(['post', 'A Long Title', 'short'], root, today)
    expect(existsSync(path.join(root, 'content/posts/short.mdx'))).toBe(true)
  })

  test('does not write over a post', async () => {
    await create(['post', 'One'], root, today)
    writeFileSync(path.join(root, 'content/posts/one.mdx'), 'mine')
    expect(await refusal('post', 'One')).toBe(
      'content/posts/one.mdx: received a file that is there, expected a path that is free',
    )
    expect(read('content/posts/one.mdx')).toBe('mine')
  })

  test('tells every problem of its arguments', async () => {
    expect(await refusal('post', ' ?')).toBe(
      'title: received " ?", expected 3 characters or more\nname: received "", expected small letters, digits and hyphens',
    )
    expect(await refusal()).toContain('arguments: received none, expected one of\nnpm run new -- post')
    expect(await refusal('page', 'x')).toContain('received page x')
  })
})

describe('new architecture', { timeout: 60_000 }, () => {
  beforeEach(() => {
    for (const folder of ['src/engine', 'src/models']) cpSync(folder, path.join(root, folder), { recursive: true })
  })

  test('writes a model that is registered and runs, with a test that is true of it', async () => {
    const { files } = await create(['architecture', 'gpt-test'], root, today)
    expect(files.map(({ path, isNew }) => `${path} ${isNew}`)).toEqual([
      'src/models/gpt-test.ts true',
      'src/models/configs/gpt-test.ts true',
      'tests/models/gpt-test.test.ts true',
      'src/models/model-of.ts false',
      'src/models/index.ts false',
    ])
    const script = `
      import { architectures, published } from '${path.join(root, 'src/models/index.ts')}'
      console.log(architectures.at(-1).modelType, Object.keys(published).at(-1))`
    expect(node('--input-type=module', '-e', script)).toBe('gpt_test gpt-test-small\n')
    const run = node('node_modules/vitest/vitest.mjs', 'run', '--root', root)
    expect(run).toMatch(/Tests {2}3 passed/)
  })

  test('leaves every file formatted', async () => {
    const { files } = await create(['architecture', 'abc'], root, today)
    for (const { path: file } of files) {
      const options = { ...(await resolveConfig(path.join(root, file))), filepath: file }
      expect(await format(read(file), options)).toBe(read(file))
    }
  })

  test('changes nothing if one of its files is there', async () => {
    mkdirSync(path.join(root, 'tests/models'), { recursive: true })
    writeFileSync(path.join(root, 'tests/models/abc.test.ts'), 'mine')
    expect(await refusal('architecture', 'abc')).toContain('tests/models/abc.test.ts: received a file that is there')
    expect(existsSync(path.join(root, 'src/models/abc.ts'))).toBe(false)
    for (const file of ['src/models/model-of.ts', 'src/models/index.ts']) expect(read(file)).not.toContain('abc')
  })

  test('refuses a name that is none, and a registry that it does not know', async () => {
    expect(await refusal('architecture', 'Big Model')).toContain('name: received "Big Model"')
    writeFileSync(path.join(root, 'src/models/model-of.ts'), 'export const architectures = []\n')
    expect(await refusal('architecture', 'abc')).toContain('src/models/model-of.ts: received another form')
  })
})
