/**
 * A section off screen is not laid out until it is needed, so that a long page is soon there. At the first sign of a reader
 * each is laid out once when there is time, and keeps the height that it then had: a jump within the page lands where it
 * should, and a number that changes off screen costs no layout.
 */
const sections = [...document.querySelectorAll('article > section')]
const idle = window.requestIdleCallback ?? ((next: () => void) => setTimeout(next, 50))
const signs = ['pointermove', 'pointerdown', 'wheel', 'scroll', 'keydown', 'focusin'] as const
let [at, begun] = [0, false]

function begin(): void {
  if (begun) return
  begun = true
  idle(next)
}

function next(): void {
  if (at === sections.length) return
  layOut(sections[at++]!)
  idle(next)
}

/** All that are left at once, before a jump that would otherwise land by guessed heights. */
function all(): void {
  layOut(...sections.slice(at))
  at = sections.length
}

function layOut(...some: readonly Element[]): void {
  for (const section of some) section.classList.add('laid-out')
  // A height is remembered at the end of the frame in which it was seen.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      for (const section of some) section.classList.remove('laid-out')
      // Every height is known, which a test waits for before it jumps.
      if (at === sections.length) document.querySelector('article')?.setAttribute('data-measured', '')
    }),
  )
}

for (const sign of signs) addEventListener(sign, begin, { once: true, passive: true })
addEventListener('click', ({ target }) => void (at < sections.length && isJump(target) && all()), { capture: true })
if (location.hash !== '') all()

/** Whether a click follows a link within the page, in text or in a drawing. */
function isJump(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a')?.getAttribute('href')?.startsWith('#') === true
}
