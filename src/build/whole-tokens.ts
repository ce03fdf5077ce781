import type { ShikiTransformer } from 'shiki'

/**
 * Shiki stops to color a line after half a second, which on a busy machine makes a page that differs from the next. Without
 * a limit the same listing is colored the same.
 */
export const wholeTokens: ShikiTransformer = {
  name: 'whole-tokens',
  preprocess(_, options) {
    options.tokenizeTimeLimit = 0
  },
}
