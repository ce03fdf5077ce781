type Theme = 'light' | 'dark'

/**
 * Switches between light and dark and remembers the choice. Choosing what the system asks for anyway forgets it, so that
 * the page follows the system again.
 */
class ThemeToggle extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', () => choose(shown() === 'dark' ? 'light' : 'dark'))
  }
}
customElements.define('theme-toggle', ThemeToggle)

function shown(): Theme {
  const { theme } = document.documentElement.dataset
  return theme === 'light' || theme === 'dark' ? theme : asked()
}

function asked(): Theme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function choose(theme: Theme): void {
  const { dataset } = document.documentElement
  if (theme === asked()) delete dataset.theme
  else dataset.theme = theme
  try {
    if (theme === asked()) localStorage.removeItem('theme')
    else localStorage.setItem('theme', theme)
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}
