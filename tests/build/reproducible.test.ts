import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { filesIn } from '../pages.ts'
import { buildElsewhere } from './project.ts'

const { SITE_URL = '', BASE_PATH = '' } = process.env
const anotherDay = pathToFileURL(path.resolve('tests/build/another-day.ts')).href

test('a build in another folder, a hundred days later, is the same to the byte', { timeout: 600_000 }, async () => {
  const root = await buildElsewhere({
    NODE_OPTIONS: `--import ${anotherDay}`,
    TZ: 'Pacific/Kiritimati',
    ...(SITE_URL && { SITE_URL }),
    ...(BASE_PATH && { BASE_PATH }),
  })
  try {
    const [here, there] = [hashes('dist'), hashes(path.join(root, 'dist'))]
    expect(here.size).toBeGreaterThan(50)
    expect(differences(here, there)).toEqual([])
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})

test('the clock of that build is another, and a byte or a file that differs is named', () => {
  const day = execFileSync(process.execPath, ['--import', anotherDay, '-p', 'new Date().toISOString()'])
  const days = (Date.parse(String(day).trim()) - Date.now()) / 24 / 3600e3
  expect(Math.round(days)).toBe(100)
  expect(differences(new Map([['a', '1']]), new Map([['a', '2']]))).toEqual(['a'])
  expect(differences(new Map([['a', '1']]), new Map())).toEqual(['a'])
  expect(differences(new Map(), new Map([['b', '1']]))).toEqual(['b'])
})

type Hashes = ReadonlyMap<string, string>

/** The hash of each file, by its name. */
function hashes(folder: string): Hashes {
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(folder, file)))
      .digest('hex')
  return new Map(filesIn(folder).map((file) => [file, hash(file)]))
}

const differences = (here: Hashes, there: Hashes): string[] =>
  [...new Set([...here.keys(), ...there.keys()])].filter((file) => here.get(file) !== there.get(file))
