/** What each key acts on, if the page has it, and what it does with it. */
const actions: Readonly<Record<string, () => (() => void) | undefined>> = {
  j: () => toSection(1),
  k: () => toSection(-1),
  t: () => click('theme-toggle button'),
  '/': () => click('a.to-search'),
  '?': () => click('keyboard-keys .open'),
}

/**
 * Single keys for what a page offers anyway, with a dialog that lists those that the page has something for and turns all of
 * them off, which is remembered. Where text is typed, and together with Control, Alt or Meta, keys are left alone.
 */
class KeyboardKeys extends HTMLElement {
  connectedCallback(): void {
    const dialog = this.querySelector('dialog')!
    const isOn = this.querySelector('input')!
    isOn.checked = remembered() !== 'off'
    isOn.addEventListener('change', () => remember(isOn.checked))
    this.querySelector('.open')!.addEventListener('click', () => {
      for (const row of this.querySelectorAll<HTMLElement>('[data-key]'))
        row.hidden = actions[row.dataset.key!]?.() === undefined
      dialog.showModal()
    })
    document.addEventListener('keydown', (event) => {
      if (!isOn.checked || dialog.open || event.defaultPrevented || isTyping(event)) return
      const action = actions[event.key]?.()
      if (!action) return
      event.preventDefault()
      action()
    })
  }
}
customElements.define('keyboard-keys', KeyboardKeys)

function isTyping({ ctrlKey, altKey, metaKey, target }: KeyboardEvent): boolean {
  const field = target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog')
  return ctrlKey || altKey || metaKey || Boolean(field)
}

function click(selector: string): (() => void) | undefined {
  const target = document.querySelector<HTMLElement>(selector)
  return target ? () => target.click() : undefined
}

/** To the heading before or after the line at which the browser puts a heading that one jumps to. */
function toSection(step: 1 | -1): (() => void) | undefined {
  const headings = [...document.querySelectorAll<HTMLElement>('article :is(h2, h3)[id]')]
  if (headings.length === 0) return undefined
  const line = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0
  const far = (heading: HTMLElement) => Math.round(heading.getBoundingClientRect().top - line)
  const next =
    step > 0 ? headings.find((heading) => far(heading) > 1) : headings.findLast((heading) => far(heading) < -1)
  // As a link does, so that Tab goes on from there; without a step in the history for each section.
  return () => next && location.replace(`#${encodeURIComponent(next.id)}`)
}

function remembered(): string | null {
  try {
    return localStorage.getItem('keys')
  } catch {
    return null
  }
}

function remember(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem('keys')
    else localStorage.setItem('keys', 'off')
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}
