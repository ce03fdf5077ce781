import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('2,000 random posts are told what is wrong with them, and where, and none brings the check down', () => {
  const { PATH } = process.env
  const options = { encoding: 'utf8', env: { PATH, NODE_NO_WARNINGS: '1' }, maxBuffer: 1e8 } as const
  const { posts, withProblems, unplaced } = JSON.parse(
    execFileSync(process.execPath, ['tests/markdown/random-posts.ts'], options),
  )
  expect(unplaced).toEqual([])
  expect(posts).toBe(2000)
  expect(withProblems).toBeGreaterThan(1000)
}, 120_000)
