import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseFrontmatter, unified } from '@astrojs/markdown-remark'
import { frontMatterProblems } from '../content/problems.ts'
import { bibliographyProblems, uncited } from '../markdown/bibliography-problems.ts'
import { markdown } from '../markdown/index.ts'
import { inOrder, type Problem } from '../markdown/problem.ts'

/** A file of the content, by its path in the project. */
export interface Source {
  readonly file: string
  readonly text: string
}

export interface Outcome {
  readonly problems: readonly Problem[]
  readonly files: number
}

/** Everything that can be wrong with the content and needs no build to be seen. */
export async function checkSite(root: string): Promise<Outcome> {
  const posts = read(root, 'content/posts/**/*.mdx')
  const pages = read(root, 'src/pages/**/*.mdx')
  const [bibliography] = read(root, 'content/references.bib')
  const { file, text } = bibliography ?? { file: 'content/references.bib', text: '' }
  const ofBibliography = bibliographyProblems(file, text)
  const ofTexts = await problemsOf([...posts, ...pages], root)
  const everything = [...posts, ...pages].map((source) => source.text)
  const unused = ofBibliography.length > 0 ? [] : uncited(file, text, everything)
  return {
    problems: [...ofTexts, ...ofBibliography, ...unused],
    files: posts.length + pages.length + (bibliography ? 1 : 0),
  }
}

function read(root: string, pattern: string): Source[] {
  const files = globSync(pattern, { cwd: root }).map((file) => file.replaceAll('\\', '/'))
  return files.sort().map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }))
}

/** The problems of texts, file by file and in the order of each: front matter and Markdown at once, as no build tells them. */
export async function problemsOf(sources: readonly Source[], root = process.cwd()): Promise<Problem[]> {
  const renderer = await unified(markdown).createMdxRenderer!(
    { syntaxHighlight: false },
    { optimize: false, srcDir: new URL('../', import.meta.url), sourcemap: false },
  )
  const found: Problem[] = []
  for (const { file, text } of sources) {
    const isPage = file.startsWith('src/pages/')
    const ofFrontMatter = isPage ? [] : frontMatterProblems(file, text)
    const ofText = await compile(renderer, path.resolve(root, file), text).then(
      () => [],
      (error: unknown) => problemsIn(error, file, text, ofFrontMatter.length > 0),
    )
    found.push(...[...ofFrontMatter, ...ofText].toSorted(inOrder))
  }
  return found
}

type Renderer = Awaited<ReturnType<NonNullable<ReturnType<typeof unified>['createMdxRenderer']>>>

async function compile(renderer: Renderer, file: string, text: string): Promise<void> {
  const { frontmatter, content } = parseFrontmatter(text, { frontmatter: 'empty-with-spaces' })
  await renderer.process(content, file, frontmatter)
}

/**
 * What an error of the pipeline says: the problems of the plugins, or what MDX cannot read. Bad YAML is told by the check of
 * the front matter, with its line. Anything else is a mistake of the site's, not the author's.
 */
function problemsIn(error: unknown, file: string, text: string, told: boolean): Problem[] {
  const { problems, message, reason, name, ...thrown } = error as Thrown
  if (problems) return problems
  if (name === 'YAMLException' && told) return []
  if (reason === undefined) throw error
  // Of a tag that is never closed, MDX knows the place only in words.
  const [, inWords = 1, columnInWords = 1] = /\((\d+):(\d+)/.exec(message) ?? []
  const [line, column] = [thrown.line ?? Number(inWords), thrown.column ?? Number(columnInWords)]
  return [
    {
      ...{ file, line, column, kind: 'mdx', message: reason },
      received: text.split('\n')[line - 1]?.trim() || 'the end of the file',
      expected: 'tags and braces that are closed by their partners',
      advice: 'close it, or write \\< and \\{ for signs that are meant to be seen',
    },
  ]
}

interface Thrown extends Error {
  readonly problems?: Problem[]
  readonly reason?: string
  readonly line?: number
  readonly column?: number
}
