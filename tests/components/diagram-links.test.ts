import { expect, test } from 'vitest'
import { linksTo } from '../../src/components/diagram-links.ts'
import type { ContentsEntry } from '../../src/content/contents.ts'
import { diagram } from '../../src/figures/diagram/index.ts'
import { publishedModel } from '../../src/models/index.ts'
import { scopeAt } from '../../src/models/quantities.ts'

const { graph, sizes } = publishedModel('bert-base')
const section = (id: string, ...explains: string[]): ContentsEntry => ({
  ...{ depth: 2, number: '', title: id, html: id },
  ...{ id, explains },
})
const contents = [
  section('one-block', 'block'),
  section('attention', 'block/self-attention'),
  section('feed-forward', 'block/feed-forward'),
]

test('a diagram leads to the sections that explain its parts, and not to the one it stands in', () => {
  const links = linksTo(contents, graph, scopeAt(graph, 'block'))
  expect(links['block/self-attention/heads']).toBe('attention')
  expect(links['block/feed-forward']).toBe('feed-forward')
  expect(Object.values(links)).not.toContain('one-block')
  expect(linksTo(contents, graph, scopeAt(graph, 'block/self-attention'))['block/self-attention/heads']).toBe(undefined)
})

test('of all marks of a part one is reached by the keyboard', async () => {
  const block = scopeAt(graph, 'block')
  const links = linksTo(contents, graph, block)
  const { svg } = await diagram(graph, block, { ...sizes, B: 1, T: 128, S: 128 }, { depth: 3, links })
  for (const drawing of Object.values(svg)) {
    const anchors = drawing.match(/<a [^>]*href="#attention"[^>]*>/g)!
    expect(anchors.length).toBeGreaterThan(3)
    expect(anchors.filter((anchor) => !anchor.includes('tabindex="-1"'))).toHaveLength(1)
    expect(drawing).toMatch(/^<svg [^>]*role="group"/)
  }
})
