import { createHash } from 'node:crypto'

/** A content security policy: for each directive, the sources that it allows. */
export type Policy = ReadonlyMap<string, ReadonlySet<string>>

/**
 * What every page allows, beside the hashes of its own inline scripts and styles. Nothing writes HTML from text,
 * so no Trusted Types policy may be made either. A page may read files of its own site: Lighthouse asks for robots.txt from
 * inside it.
 */
export const directives = [
  "default-src 'none'",
  "img-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
] as const

/** What a browser obeys only in a header. */
const inHeader = new Map([['frame-ancestors', new Set(["'none'"])]])

/** The policy that a page carries in its head; of several, all that any of them says. */
export function policyOf(html: string): Policy {
  return union([...html.matchAll(meta)].map(([, content]) => parse(content!)))
}

/**
 * One policy for a header that goes with every page: what some page needs is allowed there, and what a page does not need
 * is still forbidden by its own head, since a browser obeys both.
 */
export function headerPolicy(pages: readonly Policy[]): string {
  return print(union([...pages, inHeader]))
}

const meta = /<meta http-equiv="content-security-policy" content="([^"]*)"/gi

/**
 * The page with a policy that allows, by their hashes, the inline scripts and styles that it has: Astro lists every script that it
 * might have written, and styles that are gone.
 * @param html a character a byte.
 */
export function allowingItsOwn(html: string): string {
  const own: Readonly<Record<string, RegExp>> = {
    'script-src': /<script(?: type="module")?>([\s\S]*?)<\/script>/g,
    'style-src': /<style>([\s\S]*?)<\/style>/g,
  }
  const hashes = (inline: RegExp): string[] => [...html.matchAll(inline)].map(([, text]) => hashOf(text!))
  return html.replace(meta, (tag, content: string) => {
    const policy = [...parse(content)].map(([name, sources]) => {
      const named = [...sources].filter((source) => !source.startsWith("'sha256-"))
      return [name, new Set([...named, ...(own[name] ? hashes(own[name]) : [])])] as const
    })
    return tag.replace(content, () => print(new Map(policy)))
  })
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text, 'latin1').digest('base64')}'`

function parse(content: string): Policy {
  const lines = content.split(';').map((line) => line.trim().split(/\s+/))
  return new Map(lines.filter(([name]) => name).map(([name, ...sources]) => [name!, new Set(sources)]))
}

function union(policies: readonly Policy[]): Policy {
  const all = new Map<string, Set<string>>()
  for (const policy of policies)
    for (const [name, sources] of policy) all.set(name, new Set([...(all.get(name) ?? []), ...sources]))
  return all
}

const print = (policy: Policy): string =>
  [...policy].map(([name, sources]) => [name, ...[...sources].sort()].join(' ')).join('; ')
