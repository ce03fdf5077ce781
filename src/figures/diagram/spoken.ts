/** The name of a part as words: `rotary-angles` → "rotary angles", but "self-attention" and "feed-forward". */
export const spoken = (name: string): string => name.replaceAll(/-(?!attention|forward)/g, ' ')
