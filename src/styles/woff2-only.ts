interface Declaration {
  value: string
}

interface Sheet {
  walkDecls(property: string, visit: (declaration: Declaration) => void): void
}

/**
 * A PostCSS plugin. KaTeX offers each of its fonts in three formats; every browser that can read this site takes the first,
 * and the other forty files would only be copied about.
 */
export const woff2Only = {
  postcssPlugin: 'woff2-only',
  Once(sheet: Sheet): void {
    sheet.walkDecls('src', (declaration) => {
      const sources = declaration.value.split(',').filter((source) => source.includes('woff2'))
      if (sources.length > 0) declaration.value = sources.join(',')
    })
  },
}
