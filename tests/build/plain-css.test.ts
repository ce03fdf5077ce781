import { expect, test } from 'vitest'
import { plainCss } from '../../src/build/plain-css.ts'

const css = (sheet: string) => plainCss([sheet], { '--font': "'Some Serif'" })

test('a theme, a property and a mixture become plain colors', () => {
  expect(css(':root { --a: light-dark(#000000, #ffffff); } .x { fill: var(--a); }')).toBe('.x{fill:#000000}')
  expect(css(':root { --a: #ffffff; } .x { fill: color-mix(in srgb, #000000 25%, var(--a)); }')).toBe(
    '.x{fill:#bfbfbf}',
  )
})

test('selectors are written out, and what depends on a state or a medium is left out', () => {
  expect(css('.a :is(.b, .c).d { fill: red; }')).toBe('.a .b.d,.a .c.d{fill:red}')
  expect(css(".dim-T { color: red; } svg [class*='dim-'] { fill: currentColor; }")).toBe(
    '.dim-T{color:red}\nsvg .dim-T{fill:currentColor}',
  )
  expect(css('.a:hover { fill: red; } @media print { .a { fill: red; } }')).toBe('')
})

test('a font is set in single properties, and one that is written otherwise is refused', () => {
  expect(css('.a { font: italic 500 1em/2 var(--font); }')).toBe(
    ".a{font-style:italic;font-weight:500;font-size:1em;font-family:'Some Serif'}",
  )
  expect(() => css('.a { font: inherit; }')).toThrow('font: inherit')
})
