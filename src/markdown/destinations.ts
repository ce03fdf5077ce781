import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Root } from 'mdast'
import type { Point } from 'unist'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { note } from './fail.ts'
import { attribute, isComponent, literal, pointOf } from './jsx.ts'
import { didYouMean } from './nearest.ts'
import { ownPage } from './site.ts'

/** Every link within the site leads to a page that is there, and to an id in it; every picture is there, and has words for who cannot see it. */
export function remarkDestinations() {
  return (tree: Root, file: VFile): void => {
    visit(tree, (node) => {
      const point = node.position?.start
      if (node.type === 'link' || node.type === 'definition') checkLink(file, node.url, point)
      if (node.type === 'image') checkImage(file, node.url, node.alt ?? '', point, point)
      if (isComponent(node, 'a')) checkLink(file, literal(node, 'href'), pointOf(node, 'href'))
      // Empty on purpose, as HTML has it for decoration, is an answer; nothing at all is none.
      if (isComponent(node, 'img'))
        checkImage(file, literal(node, 'src'), attribute(node, 'alt') && 'given', pointOf(node, 'src'), point)
    })
  }
}

function checkLink(file: VFile, url: string | undefined, point: Point | undefined): void {
  if (url === undefined || /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url)) return
  const [, address = '', query = '', hash = ''] = /^([^?#]*)([^#]*)(?:#(.*))?$/s.exec(url) ?? []
  if (address === '') return checkHash(file, url, hash, file.data.ids, 'this page', point)
  if (!address.startsWith('/'))
    return dead(file, url, 'a link within the site begins at its root', `/${address.replace(/^[./]+/, '')}`, point)
  const { pages, serves } = file.data.site!
  if (!address.endsWith('/') && (query !== '' || serves(address))) return
  const page = pages.get(address)
  const asFolder = pages.get(`${address}/`)
  if (!page && asFolder) return dead(file, url, 'the address of a page ends in a slash', `${address}/`, point)
  if (!page)
    return dead(
      file,
      url,
      'no such page',
      didYouMean(address, pages.keys(), 'a page of the site, or a file in public/'),
      point,
    )
  const own = ownPage(file)
  if (!page.visible && (own?.visible ?? true) && page !== own)
    return dead(
      file,
      url,
      'that post is not published',
      'a post that readers get: no draft, and not from a day to come',
      point,
    )
  checkHash(file, url, hash, page.outline()?.ids, page.file, point)
}

/** What a page looks like that is not written in Markdown is known after a build only; a test of the built site looks there. */
function checkHash(
  file: VFile,
  url: string,
  hash: string,
  ids: ReadonlySet<string> | undefined,
  where: string,
  point: Point | undefined,
): void {
  const id = decoded(hash)
  if (!ids || id === '' || id === 'top' || ids.has(id)) return
  dead(file, url, `${where} has no id ${id}`, didYouMean(id, ids, 'the id of a heading, a label or a term'), point)
}

function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash)
  } catch {
    return hash
  }
}

function dead(file: VFile, received: string, message: string, expected: string, point: Point | undefined): void {
  note(file, point, { kind: 'link', message, received, expected, advice: 'correct the link, or take it away' })
}

function checkImage(
  file: VFile,
  url: string | undefined,
  alt: string | undefined,
  point: Point | undefined,
  start: Point | undefined,
): void {
  if (!alt)
    note(file, start, {
      kind: 'image',
      message: 'no words for who cannot see it',
      received: url ?? 'an image',
      expected: 'what the picture says, in a sentence',
      advice: `write ![the sentence](${url ?? '…'}), or alt="the sentence"`,
    })
  if (url === undefined || url.startsWith('data:')) return
  const remote = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url)
  const here = url.startsWith('/')
    ? file.data.site!.serves(url)
    : existsSync(path.resolve(path.dirname(file.path), url))
  if (!remote && here) return
  note(file, point, {
    kind: 'image',
    message: remote ? 'a picture of another site' : 'no such file',
    received: url,
    expected: remote
      ? 'a file of this site, which loads nothing from others'
      : 'a file in public/ (/name.svg) or beside the post (./name.svg)',
    advice: remote ? 'put the file into public/, if its license allows it' : 'correct the address, or add the file',
  })
}
