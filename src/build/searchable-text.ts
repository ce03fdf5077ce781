import { plainTex } from '../engine/plain-tex.ts'
import { inWords } from './in-words.ts'

/**
 * A page as the search reads it: the text of `main`; of formulas only those that are a single symbol, as one would type
 * it, `W_Q`; a longer one makes no sense in a line of plain text, and an ellipsis stands for it.
 */
export function searchableText(html: string): string {
  return inWords(html)
    .replace('<main ', '<main data-pagefind-body ')
    .replace(formula, (_, tex: string) => symbolOf(tex) ?? '…')
}

const formula = /<math\b[^>]* data-tex="([^"]*)"[^>]*>.*?<\/math>/gs

/** `d` of `\d`, `W_word` of `W_{\text{word}}`; nothing of a formula that is more than a symbol. */
function symbolOf(tex: string): string | undefined {
  const plain = plainTex(tex.replaceAll('&amp;', '&'))
    .replaceAll(/\\(?:text|mathrm|mathit|operatorname)\{([^{}]*)\}/g, '$1')
    .replaceAll(/[{}\s]/g, '')
  return /^[A-Za-z]\w*$|^\d+$/.test(plain) ? plain : undefined
}
