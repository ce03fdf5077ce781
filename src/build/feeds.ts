/** One post, as a feed tells of it. Addresses are full; `content` is HTML without scripts, classes or relative links. */
export interface Entry {
  readonly title: string
  readonly url: string
  readonly summary: string
  readonly content: string
  /** Days, `2026-11-24`. */
  readonly published: string
  readonly updated: string
  readonly tags: readonly string[]
}

export interface Channel {
  readonly title: string
  readonly description: string
  readonly home: string
  /** Newest first. */
  readonly entries: readonly Entry[]
}

/** The feeds of a channel, by the names of their files. */
export const feedFormats = { 'feed.xml': rss, 'atom.xml': atom, 'feed.json': json } as const

/** RSS 2.0, with the content module that readers take the text of a post from. */
export function rss({ title, description, home, entries }: Channel, self: string): string {
  const items = entries.map(({ title, url, summary, content, published, tags }) =>
    element('item', {}, [
      element('title', {}, text(title)),
      element('link', {}, text(url)),
      element('guid', { isPermaLink: 'true' }, text(url)),
      element('pubDate', {}, instant(published).toUTCString()),
      ...tags.map((tag) => element('category', {}, text(tag))),
      element('description', {}, text(summary)),
      element('content:encoded', {}, text(content)),
    ]),
  )
  const channel = [
    element('title', {}, text(title)),
    element('link', {}, text(home)),
    element('description', {}, text(description)),
    element('language', {}, 'en'),
    element('lastBuildDate', {}, instant(lastChange(entries)).toUTCString()),
    element('atom:link', { href: self, rel: 'self', type: 'application/rss+xml' }),
    ...items,
  ]
  const namespaces = {
    'xmlns:atom': 'http://www.w3.org/2005/Atom',
    'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  }
  return document(element('rss', { version: '2.0', ...namespaces }, [element('channel', {}, channel)]))
}

/** Atom, RFC 4287. */
export function atom({ title, description, home, entries }: Channel, self: string): string {
  const items = entries.map(({ title, url, summary, content, published, updated, tags }) =>
    element('entry', {}, [
      element('title', {}, text(title)),
      element('link', { rel: 'alternate', type: 'text/html', href: url }),
      element('id', {}, text(url)),
      element('published', {}, instant(published).toISOString()),
      element('updated', {}, instant(updated).toISOString()),
      ...tags.map((tag) => element('category', { term: tag })),
      element('summary', {}, text(summary)),
      element('content', { type: 'html' }, text(content)),
    ]),
  )
  const feed = [
    element('title', {}, text(title)),
    element('subtitle', {}, text(description)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: self }),
    element('link', { rel: 'alternate', type: 'text/html', href: home }),
    element('id', {}, text(home)),
    element('updated', {}, instant(lastChange(entries)).toISOString()),
    element('author', {}, [element('name', {}, text(title))]),
    ...items,
  ]
  return document(element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'en' }, feed))
}

/** JSON Feed 1.1. */
export function json({ title, description, home, entries }: Channel, self: string): string {
  const items = entries.map(({ title, url, summary, content, published, updated, tags }) => ({
    id: url,
    url,
    title,
    summary,
    content_html: content,
    date_published: instant(published).toISOString(),
    date_modified: instant(updated).toISOString(),
    tags,
  }))
  const version = 'https://jsonfeed.org/version/1.1'
  const authors = [{ name: title, url: home }]
  const feed = { version, title, description, home_page_url: home, feed_url: self, language: 'en', authors, items }
  return `${JSON.stringify(feed, null, 1)}\n`
}

/** A feed without posts is as old as the calendar, so that no build date gets into it. */
const lastChange = (entries: readonly Entry[]): string =>
  entries.map(({ updated }) => updated).reduce((a, b) => (a > b ? a : b), '1970-01-01')

const instant = (day: string): Date => new Date(`${day}T00:00:00Z`)

const document = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`

function element(name: string, attributes: Readonly<Record<string, string>>, content: string | string[] = ''): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${text(value)}"`)
  const start = `<${name}${pairs.join('')}`
  if (content === '') return `${start}/>`
  return `${start}>${typeof content === 'string' ? content : `\n${content.join('\n')}\n`}</${name}>`
}

const text = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
