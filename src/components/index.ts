/** What an author may use in a post without importing it: every component in this folder, by the name of its file. */
export const components = Object.fromEntries(
  Object.entries(import.meta.glob<{ default: unknown }>('./*.astro', { eager: true })).map(([file, module]) => [
    file.slice('./'.length, -'.astro'.length),
    module.default,
  ]),
)
