/** What the files at some paths of the site are served with. */
export interface Rule {
  /** Everything under a path of the site, from its base: '/' is all of it. */
  readonly under: string
  readonly headers: Readonly<Record<string, string>>
}

const forever = { 'Cache-Control': 'public, max-age=31536000, immutable' }

/**
 * The table of headers, for every host; a later rule replaces what an earlier one says. Names of files with a hash in
 * them never change their content; a browser asks again for all others.
 */
export const rulesWith = (policy: string): Rule[] => [
  {
    under: '/',
    headers: {
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'Permissions-Policy': none('camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Strict-Transport-Security': 'max-age=31536000',
      'Cache-Control': 'public, max-age=0, must-revalidate',
    },
  },
  { under: '/_astro/', headers: forever },
  { under: '/pagefind/fragment/', headers: forever },
  { under: '/pagefind/index/', headers: forever },
]

function none(...features: string[]): string {
  return features.map((feature) => `${feature}=()`).join(', ')
}

/**
 * `_headers`, which Netlify and Cloudflare Pages read. Where two rules match they send both values in one header, so what
 * a later rule replaces is left out of the first: it is what these hosts send by themselves.
 */
export function headersFile(rules: readonly Rule[], base: string): string {
  const replaced = new Set(rules.slice(1).flatMap(({ headers }) => Object.keys(headers)))
  return rules
    .map(({ under, headers }, i) => {
      const own = Object.entries(headers).filter(([name]) => i > 0 || !replaced.has(name))
      return [`${at(base, under)}*`, ...own.map(([name, value]) => `  ${name}: ${value}`), ''].join('\n')
    })
    .join('\n')
}

/** `vercel.json`, for a folder that is built already. The last rule that matches wins. */
export function vercelConfig(rules: readonly Rule[], base: string): string {
  const headers = rules.map(({ under, headers }) => ({
    source: `${at(base, under)}(.*)`,
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
  }))
  return `${JSON.stringify({ trailingSlash: true, headers }, null, 2)}\n`
}

/** A server for nginx, to stand in its `http` block; `root` is the folder with the built site. */
export function nginxConfig(rules: readonly Rule[], base: string, root = '/var/www/site'): string {
  const names = [...new Set(rules.flatMap(({ headers }) => Object.keys(headers)))]
  const values = (name: string) =>
    rules.flatMap(({ under, headers }) => (headers[name] === undefined ? [] : [{ under, value: headers[name] }]))
  const several = names.filter((name) => values(name).length > 1)
  const maps = several.flatMap((name) => [
    `map $uri ${variable(name)} {`,
    ...values(name).map(({ under, value }) => `    ${under === '/' ? 'default' : `~^${at(base, under)}`} "${value}";`),
    '}',
    '',
  ])
  const headers = names.map((name) => {
    const value = several.includes(name) ? variable(name) : `"${values(name)[0]!.value}"`
    return `    add_header ${name} ${value} always;`
  })
  const folder = base === '/' ? ['        root ROOT;'] : ['        alias ROOT/;']
  return [
    ...maps,
    'server {',
    '    listen 80;',
    '    listen [::]:80;',
    '    server_name _;',
    '    charset utf-8;',
    '    absolute_redirect off;',
    `    error_page 404 ${at(base, '/404.html')};`,
    '',
    ...headers,
    '',
    `    location ${base} {`,
    ...folder.map((line) => line.replace('ROOT', root)),
    '        gzip_static on;',
    '        # With the package libnginx-mod-http-brotli-static:',
    '        # brotli_static on;',
    '    }',
    '}',
    '',
  ].join('\n')
}

const variable = (name: string): string => `$site_${name.toLowerCase().replaceAll('-', '_')}`

/** A path of the site under its base, which ends in a slash. */
const at = (base: string, path: string): string => `${base}${path.slice(1)}`
