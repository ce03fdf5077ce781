import { existsSync, globSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Every page of the built site as a path under its base: '' is the home page. */
export function builtPages(folder = 'dist'): string[] {
  if (!existsSync(folder)) throw new Error(`No built site in ${folder}: run npm run build first.`)
  return globSync('**/*.html', { cwd: folder })
    .map((file) => file.replace(/(^|\/)index\.html$/, '$1'))
    .sort()
}

/** Every file of a folder, as paths with `/` in it, in order. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)).split(path.sep).join('/'))
    .sort()
}
