import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { renderMath } from '../../src/markdown/katex.ts'

describe('KaTeX', () => {
  it('is installed once, in the version that the page’s style sheet comes from', () => {
    const installed = packagesNamed('katex', 'node_modules').map((folder) => [folder, versionOf(folder)])
    expect(installed).toEqual([[join('node_modules', 'katex'), katex.version]])
  })

  it('writes no class of its own that its style sheet does not know', () => {
    const css = readFileSync('node_modules/katex/dist/katex.css', 'utf8')
    const html = renderMath(
      String.raw`\sqrt{\frac{a^2}{\hat{b}_i}} + \sum_{i=1}^{\T} \left( \begin{matrix} 1 & 2 \\ 3 & 4 \end{matrix} \right) \quad \text{if } \underbrace{x}_{y} \in \mathbb{R} \tag{1}`,
      { display: true },
    )
    const classes = new Set([...html.matchAll(/class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' ')))
    const own = [...classes].filter((name) =>
      /^(?:katex|vlist|pstrut|mfrac|frac-line|sqrt|accent|delimsizing|mtable|col-align|svg|op-)/.test(name),
    )
    expect(own.length).toBeGreaterThan(10)
    expect(own.filter((name) => !css.includes(`.${name}`))).toEqual([])
  })
})

function packagesNamed(name: string, folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.name.startsWith('@')) return packagesNamed(name, path)
      const here = entry.name === name && !folder.includes('@types') ? [path] : []
      return [...here, ...packagesNamed(name, join(path, 'node_modules'))]
    })
}

const versionOf = (folder: string): string => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
