import { attribute, fileOf, type Check, type Page, type Site } from '../site.ts'

export const links: Check[] = [
  {
    title: 'an internal link leads to a file of the site, and a hash to an id in it',
    faults: (page, site) => addressesOf(page).flatMap((link) => broken(link, page, site)),
    planted: [
      { body: '<p><a href="nowhere/">x</a></p>' },
      { body: '<p><a href="posts">without its slash</a></p>' },
      { body: '<p><a href="#nowhere">x</a></p>' },
      { body: '<p><a href="posts/one/#nowhere">x</a></p>' },
      { body: '<p><a href="/outside/">beyond the base</a></p>' },
      { body: '<p><img src="nowhere.png" alt="x"></p>' },
      { body: '<p><img src="posts/one/" srcset="nowhere.png 2x" alt="x"></p>' },
    ],
  },
]

function addressesOf({ elements }: Page): string[] {
  return elements.flatMap((element) => [
    ...['href', 'src', 'poster', 'data', 'action'].flatMap((name) => attribute(element, name) ?? []),
    ...(attribute(element, 'srcSet')?.split(',') ?? []).map((source) => source.trim().split(/\s/)[0]!),
  ])
}

/** What is wrong with a link, in one line, or nothing. */
function broken(link: string, page: Page, { base, pages, files }: Site): string[] {
  const url = new URL(link, new URL(page.path, base))
  if (url.origin !== base.origin || !url.protocol.startsWith('http')) return []
  if (!url.pathname.startsWith(base.pathname)) return [`${link} leaves the base ${base.pathname}`]
  const target = decodeURIComponent(url.pathname.slice(base.pathname.length))
  if (!files.has(fileOf(target))) return [`${link} leads nowhere`]
  const found = pages.get(target)
  const id = decodeURIComponent(url.hash.slice(1))
  return found && !['', 'top'].includes(id) && !found.ids.has(id) ? [`${link}: that page has no id ${id}`] : []
}
