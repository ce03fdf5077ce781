import astro from 'eslint-plugin-astro'
import ts from 'typescript-eslint'

export default [
  { ignores: ['dist', '.astro', 'test-results', 'playwright-report'] },
  ...ts.configs.recommended,
  ...astro.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
]
