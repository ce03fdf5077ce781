/**
 * TeX in which the site's macros for sizes, `\d`, are the letters that they stand for: `2\d^2` → `2d^2`. After a command a letter
 * stands apart, `\ln\V` → `\ln V`, since it would be a part of its name.
 */
export const plainTex = (source: string): string =>
  source
    .replace(/(\\[a-z]{2,})?\\([a-z])(?![a-z])/gi, (_, command, letter) => (command ? command + ' ' : '') + letter)
    .trim()
