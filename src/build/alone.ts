import type { Plugin } from 'vite'

/**
 * A script that is imported with `?alone=name` has its own copy of all that it imports, and so is one file. What it shared
 * with the scripts of posts would otherwise be cut into pieces, of which a post loads more, and each compressed by itself.
 */
export const alone: Plugin = {
  name: 'alone',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    const [mark] = /\?alone=\w+$/.exec(source) ?? /\?alone=\w+$/.exec(importer ?? '') ?? []
    if (mark === undefined) return null
    const found = await this.resolve(source.replace(mark, ''), importer, { ...options, skipSelf: true })
    return found && !found.external ? { ...found, id: found.id + mark } : found
  },
}
