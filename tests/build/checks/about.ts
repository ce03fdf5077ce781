import { toString } from 'hast-util-to-string'
import { attribute, named, type Check, type Page, type Site } from '../site.ts'

/** What a page says of itself to machines. A page that is not meant to be found says nothing. */
export const about: Check[] = [
  {
    title: 'the canonical address is the page’s own',
    faults: (page, { base }) => {
      const found = named(page, 'link').filter((link) => attribute(link, 'rel') === 'canonical')
      const addresses = found.map((link) => attribute(link, 'href'))
      return isLost(page) || (addresses.length === 1 && addresses[0] === new URL(page.path, base).href)
        ? []
        : [`canonical: ${addresses.join(', ')}`]
    },
    planted: [{ head: '<link rel="canonical" href="https://example.org/blog/other/">' }],
  },
  {
    title: 'a link to the page can be shown with a title, a text and a picture of 1200 by 630',
    faults: (page, site) => {
      if (isLost(page)) return []
      const missing = ['og:type', 'og:site_name', 'og:title', 'og:description', 'og:url', 'og:image', 'og:image:alt']
      return [
        ...missing.filter((name) => !meta(page, name)[0]).map((name) => `no ${name}`),
        ...meta(page, 'og:url').filter((url) => url !== new URL(page.path, site.base).href),
        ...meta(page, 'og:image').flatMap((url) => pictureFaults(url, site)),
      ]
    },
    planted: [
      { head: '<meta property="og:image" content="https://example.org/blog/nowhere.png">' },
      { head: '<meta property="og:image" content="https://example.org/blog/small.png">' },
      { head: '<meta property="og:image" content="/blog/card.png">' },
      { head: '<meta property="og:url" content="https://example.org/blog/other/">' },
    ],
  },
  {
    title: 'a post has linked data: an article and the way to it',
    faults: (page, { base }) => {
      const blocks = named(page, 'script').filter((script) => attribute(script, 'type') === 'application/ld+json')
      if (blocks.length === 0) return page.path.startsWith('posts/') ? ['no linked data'] : []
      return blocks.flatMap((block) => dataFaults(toString(block), new URL(page.path, base).href))
    },
    planted: [
      { head: '<script type="application/ld+json">{</script>' },
      { head: '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[]}</script>' },
      {
        head: '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"TechArticle"}]}</script>',
      },
    ],
  },
  {
    title: 'a post can be cited by a reference manager',
    faults: (page) => {
      const found = named(page, 'meta').some((it) => attribute(it, 'name')?.startsWith('citation_'))
      if (!found) return page.path.startsWith('posts/') ? ['no citation'] : []
      const date = meta(page, 'citation_publication_date')[0] ?? ''
      return [
        ...['title', 'author', 'publication_date', 'fulltext_html_url']
          .filter((name) => !meta(page, `citation_${name}`)[0])
          .map((name) => `no citation_${name}`),
        ...(/^\d{4}\/\d\d\/\d\d$/.test(date) ? [] : [`published ${date}`]),
      ]
    },
    planted: [{ head: '<meta name="citation_title" content="A page">' }],
  },
]

const isLost = ({ path }: Page): boolean => path === '404.html'

const meta = (page: Page, name: string): string[] =>
  named(page, 'meta')
    .filter((it) => attribute(it, 'name') === name || attribute(it, 'property') === name)
    .flatMap((it) => attribute(it, 'content') ?? [])

/** The size of a PNG stands at the head of the file. */
function pictureFaults(address: string, { base, files, read }: Site): string[] {
  if (!address.startsWith(base.href)) return [`${address} is not a full address of the site`]
  const file = address.slice(base.href.length)
  if (!files.has(file)) return [`${file} does not exist`]
  const png = read(file)
  const size = png.toString('latin1', 1, 4) === 'PNG' ? [png.readUInt32BE(16), png.readUInt32BE(20)] : []
  return size.join() === '1200,630' ? [] : [`${file} is ${size.join(' by ')}`]
}

function dataFaults(text: string, address: string): string[] {
  try {
    const { '@context': context, '@graph': graph } = JSON.parse(text)
    const [article, crumbs] = ['TechArticle', 'BreadcrumbList'].map((type) =>
      graph.find((it: Record<string, unknown>) => it['@type'] === type),
    )
    const required = ['headline', 'description', 'datePublished', 'dateModified', 'image', 'author', 'license']
    const places = (crumbs?.itemListElement ?? []).map((it: { position: number }) => it.position)
    return [
      ...(context === 'https://schema.org' ? [] : [`@context ${context}`]),
      ...required.filter((name) => !article?.[name]).map((name) => `no ${name}`),
      ...(article?.mainEntityOfPage === address ? [] : [`of ${article?.mainEntityOfPage}`]),
      ...(places.join() === '1,2' ? [] : ['no way to it']),
      ...(crumbs?.itemListElement?.at(-1)?.item === address ? [] : ['the way leads elsewhere']),
    ]
  } catch (error) {
    return [String(error)]
  }
}
