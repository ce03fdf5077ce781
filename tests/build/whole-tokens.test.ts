import { codeToTokens } from 'shiki'
import { expect, test } from 'vitest'
import { wholeTokens } from '../../src/build/whole-tokens.ts'

test('a line is colored to its end, however long that takes', async () => {
  const options = { lang: 'ts', theme: 'github-light', tokenizeTimeLimit: 1 } as const
  const source = `const x = [${"f('a', 1), ".repeat(20_000)}]`
  const tokens = async (own: object) => (await codeToTokens(source, { ...options, ...own })).tokens[0]!.length
  const changed = { ...options }
  wholeTokens.preprocess!.call({} as never, source, changed as never)
  expect(await tokens({ tokenizeTimeLimit: 1 })).toBeLessThan(await tokens(changed))
})
