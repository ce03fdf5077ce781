import { render } from 'astro:content'
import type { Post } from './posts.ts'

/** One heading of a post, as the list of contents shows it. */
export interface ContentsEntry {
  depth: 2 | 3
  id: string
  /** As printed: "4" or "4.2"; empty for a heading without a number. */
  number: string
  title: string
  /** The title with its formulas and marks. */
  html: string
  /** The paths of the parts of the post's model that it explains. */
  explains: string[]
}

/** What the Markdown plugins learn about a post, or a page, while they read it. */
export interface ReadingData {
  contents: ContentsEntry[]
  minutes: number
  maths: boolean
}

export interface Chapter extends ContentsEntry {
  sections: ContentsEntry[]
}

/** A post ready to be laid out: its text, and what the plugins learned from it. */
export async function renderPost(post: Post) {
  const { Content, remarkPluginFrontmatter } = await render(post)
  const { contents, minutes, maths } = remarkPluginFrontmatter as ReadingData
  return { Content, contents, minutes, maths }
}

/**
 * The section to read about a part of the model: one that explains it; else one that explains something within it, else
 * something around it. Of several the nearest to it, and of those the one that explains the least besides.
 */
export function sectionOf(path: string, contents: readonly ContentsEntry[]): ContentsEntry | undefined {
  const levels = (scope: string): number => scope.split('/').length - path.split('/').length
  const fits = (test: (scope: string) => boolean) =>
    contents.flatMap((section) => {
      const scope = section.explains.find(test)
      return scope === undefined ? [] : [{ section, far: Math.abs(levels(scope)), besides: section.explains.length }]
    })
  const [inside, around] = [
    fits((scope) => scope === path || scope.startsWith(`${path}/`)),
    fits((scope) => path.startsWith(`${scope}/`)),
  ]
  return (inside.length > 0 ? inside : around).toSorted((a, b) => a.far - b.far || a.besides - b.besides)[0]?.section
}

/** The flat list of headings as a tree of two levels. */
export function chapters(contents: readonly ContentsEntry[]): Chapter[] {
  const tree: Chapter[] = []
  for (const entry of contents) {
    const chapter = tree.at(-1)
    if (entry.depth === 3 && chapter) chapter.sections.push(entry)
    else tree.push({ ...entry, sections: [] })
  }
  return tree
}
