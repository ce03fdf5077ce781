import { about } from './checks/about.ts'
import { links } from './checks/links.ts'
import { markup } from './checks/markup.ts'
import { safety } from './checks/safety.ts'
import type { Check, Site } from './site.ts'

/** What is asked of every page of a built site. */
export const checks: readonly Check[] = [...links, ...markup, ...safety, ...about]

/** What a check finds on the pages of a site, one line each. */
export async function faultsOf({ faults }: Check, site: Site): Promise<string[]> {
  const found: string[] = []
  for (const page of site.pages.values())
    for (const fault of await faults(page, site)) found.push(`/${page.path}: ${fault}`)
  return found
}
