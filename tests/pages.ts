import { existsSync, globSync } from 'node:fs'

/** Every page of the built site as a path under its base: '' is the home page. */
export function builtPages(folder = 'dist'): string[] {
  if (!existsSync(folder)) throw new Error(`No built site in ${folder}: run npm run build first.`)
  return globSync('**/*.html', { cwd: folder })
    .map((file) => file.replace(/(^|\/)index\.html$/, '$1'))
    .sort()
}
