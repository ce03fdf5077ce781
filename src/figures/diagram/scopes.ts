import { scopesOf, type Scope } from '../../engine/index.ts'

/** Whether the residual stream runs through a part: it is a stack of blocks, or has one inside. */
export const carriesStream = (scope: Scope): boolean => scopesOf(scope).some(({ loop }) => loop !== undefined)

/** Whether a scope is another or lies in it. */
export const within = (inner: Scope | undefined, outer: Scope): boolean =>
  inner !== undefined && (inner === outer || within(inner.parent, outer))

/** The name of a part as words: `rotary-angles` → "rotary angles", but "self-attention" and "feed-forward". */
export const spoken = (name: string): string => name.replaceAll(/-(?!attention|forward)/g, ' ')
