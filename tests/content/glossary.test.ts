import { expect, test } from 'vitest'
import { glossary } from '../../src/content/glossary.ts'
import { symbols } from '../../src/engine/index.ts'

test('the glossary explains every size symbol and nothing else', () => {
  expect(Object.keys(glossary).sort()).toEqual(symbols.map(({ symbol }) => symbol).sort())
})
