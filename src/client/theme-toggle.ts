/**
 * Switches between light and dark and remembers the choice. Choosing what the system asks for anyway forgets it, so that
 * the page follows the system again.
 */
class ThemeToggle extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', choose)
  }
}
customElements.define('theme-toggle', ThemeToggle)

function choose(): void {
  const { dataset } = document.documentElement
  const asked = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const theme = (dataset.theme ?? asked) === 'dark' ? 'light' : 'dark'
  const isAsked = theme === asked
  if (isAsked) delete dataset.theme
  else dataset.theme = theme
  try {
    if (isAsked) localStorage.removeItem('theme')
    else localStorage.setItem('theme', theme)
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}
