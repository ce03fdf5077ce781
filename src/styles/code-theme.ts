import type { AstroUserConfig } from 'astro'

type Theme = NonNullable<NonNullable<NonNullable<AstroUserConfig['markdown']>['shikiConfig']>['theme']>

/**
 * Listings in ink, since color means a size: keywords stand out by weight, comments by slant and a lighter ink.
 * A highlighter's theme wants hexadecimal colors; they are names here, replaced by the tokens of the page.
 */
export const codeTheme: Theme = {
  name: 'ink',
  type: 'light',
  bg: '#000000',
  fg: '#000001',
  colorReplacements: {
    '#000000': 'transparent',
    '#000001': 'var(--ink)',
    '#000002': 'var(--ink-2)',
    '#000003': 'var(--ink-3)',
  },
  settings: [
    { settings: { foreground: '#000001' } },
    {
      scope: ['comment', 'punctuation.definition.comment', 'string.quoted.docstring'],
      settings: { foreground: '#000003', fontStyle: 'italic' },
    },
    { scope: ['string', 'constant'], settings: { foreground: '#000002' } },
    {
      scope: ['keyword', 'storage', 'entity.name.function', 'entity.name.type.class'],
      settings: { foreground: '#000001', fontStyle: 'bold' },
    },
    { scope: ['keyword.operator'], settings: { foreground: '#000001', fontStyle: '' } },
  ],
}
