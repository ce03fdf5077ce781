/** TeX in which the site's macros for sizes, `\d`, are the letters that they stand for: `2\d^2` → `2d^2`. */
export const plainTex = (source: string): string => source.replaceAll(/\\([A-Za-z])(?![A-Za-z])/g, '$1').trim()
