/** A path of the site under its base, whatever host and folder it is served from. `path` starts with a slash. */
export function href(path: string): string {
  const base = import.meta.env.BASE_URL
  return `${base.endsWith('/') ? base.slice(0, -1) : base}${path}`
}
