import { packed, type Place } from '../figures/bert/input.ts'
import { mistake, type Place as Where } from './props.ts'

/** One sentence or two as BERT reads them; the build stops where the excerpt of the vocabulary does not cover a word. */
export function packedOr(
  component: string,
  { at, first, second }: { readonly at?: Where; readonly first: string; readonly second?: string | undefined },
): Place[] {
  try {
    return packed(first, second)
  } catch (error) {
    return mistake(at, component, {
      message: 'a word that the excerpt of the vocabulary does not cover',
      received: [first, second].filter(Boolean).join(' '),
      expected: (error as Error).message,
      advice: 'use other words, or add it to src/figures/bert/vocabulary.ts with every entry that could match in it',
    })
  }
}
