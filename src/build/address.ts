import type { AstroConfig } from 'astro'

/** The path under which the site is served, with a slash at the end: `/`, or `/blog/`. */
export const baseOf = ({ base }: Pick<AstroConfig, 'base'>): string => base.replace(/\/?$/, '/')

/** The full address of the home page, with a slash at the end. */
export const homeOf = (config: Pick<AstroConfig, 'base' | 'site'>): string => new URL(baseOf(config), config.site).href
