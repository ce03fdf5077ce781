import { readFileSync } from 'node:fs'
import { create, type Font } from 'fontkit'
import { decompress } from 'wawoff2'
import { expect, test } from 'vitest'
import { fonts } from '../../src/styles/fonts.ts'

const open = async (file: string): Promise<Font> => create(Buffer.from(await decompress(readFileSync(file)))) as Font

/** The rules of a sheet: the file of each, and the characters that it stands in for. */
function facesOf(sheet: string): { file: string; codes: number[] }[] {
  const css = readFileSync(`src/styles/fonts/${sheet}.css`, 'utf8')
  return [...css.matchAll(/url\('\.\/([^']+)'\)[\s\S]*?unicode-range: ([^;]+);/g)].map(([, file, ranges]) => ({
    file: file!,
    codes: codesOf(ranges!),
  }))
}

const codesOf = (ranges: string): number[] =>
  ranges.split(', ').flatMap((range) => {
    const [from, to = from] = range
      .slice('U+'.length)
      .split('-')
      .map((code) => Number.parseInt(code, 16))
    return Array.from({ length: to! - from! + 1 }, (_, i) => from! + i)
  })

const packaged: Readonly<Record<string, string>> = {
  'katex-main.woff2': 'Main-Regular',
  'katex-math.woff2': 'Math-Italic',
  'katex-size1.woff2': 'Size1-Regular',
  'katex-size2.woff2': 'Size2-Regular',
  'katex-size3.woff2': 'Size3-Regular',
  'katex-size4.woff2': 'Size4-Regular',
}

test('the cut fonts of formulas draw what the package of KaTeX draws, as wide: npm run fonts keeps them so', async () => {
  for (const { file, codes } of facesOf('katex')) {
    const cut = await open(`src/styles/fonts/${file}`)
    const whole = await open(`node_modules/katex/dist/fonts/KaTeX_${packaged[file]!}.woff2`)
    const widths = (font: Font) =>
      codes.map((code) => (font.hasGlyphForCodePoint(code) ? font.glyphForCodePoint(code).advanceWidth : undefined))
    expect(widths(cut), file).toEqual(widths(whole))
    expect(widths(cut), file).not.toContain(undefined)
  }
})

test('a font that stands in for rare letters has every one of them', async () => {
  const faces = facesOf('rare')
  expect(faces.length).toBeGreaterThan(3)
  for (const { file, codes } of faces) {
    const font = await open(`src/styles/fonts/${file}`)
    const lacking = codes.filter((code) => !font.hasGlyphForCodePoint(code)).map((code) => String.fromCodePoint(code))
    expect(lacking, file).toEqual([])
  }
})

test('a font of the pages has the letters that its rule promises, and the family goes on to the rare ones', async () => {
  const promised = fonts.flatMap(({ options: { variants } }) => variants).filter(({ unicodeRange }) => unicodeRange)
  expect(promised.length).toBeGreaterThan(5)
  for (const { src, unicodeRange } of promised) {
    const font = await open(src[0])
    // A browser makes a thin space of the common one.
    const letters = codesOf(unicodeRange![0]).filter((code) => !/\s/.test(String.fromCodePoint(code)))
    const lacking = letters.filter((code) => !font.hasGlyphForCodePoint(code)).map((code) => String.fromCodePoint(code))
    expect(lacking, src[0]).toEqual([])
  }
  const rare = new Set(facesOf('rare').map(({ file }) => file.replace(/-.*/, '')))
  for (const { name, fallbacks } of fonts.filter(({ options }) => options.variants[0].unicodeRange))
    expect(rare.has(fallbacks[0].replace(' Rare', '').toLowerCase()), name).toBe(true)
})
