import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { expectGolden } from './golden.ts'

describe('a golden file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'golden-'))

  it('fails where it is missing or differs, and says how to accept it', () => {
    expect(() => expectGolden('a.svg', '<g></g>', { env: {}, folder })).toThrow('UPDATE_GOLDEN=1')
    writeFileSync(path.join(folder, 'a.svg'), '<g>\n</g>\n')
    expect(() => expectGolden('a.svg', '<g></g>', { env: {}, folder })).not.toThrow()
    expect(() => expectGolden('a.svg', '<p></p>', { env: {}, folder })).toThrow('a.svg differs')
  })

  it('is written on purpose only, and never by continuous integration', () => {
    const update = { UPDATE_GOLDEN: '1' }
    expect(() => expectGolden('b.svg', '<g></g>', { env: { ...update, CI: 'true' }, folder })).toThrow()
    expectGolden('b.svg', '<g></g>', { env: update, folder })
    expect(readFileSync(path.join(folder, 'b.svg'), 'utf8')).toBe('<g>\n</g>\n')
  })
})
