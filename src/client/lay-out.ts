/**
 * A section off screen is not laid out until it is needed, so that a long page is soon there. Once the page has loaded,
 * each is laid out once when there is time, and keeps the height that it then had: a jump within the page lands where it
 * should, and a number that changes off screen costs no layout.
 */
const sections = document.querySelectorAll('article > section')
const idle = window.requestIdleCallback ?? ((next: () => void) => setTimeout(next, 50))
let at = 0

function next(): void {
  const section = sections[at++]
  if (!section) return
  section.classList.add('laid-out')
  // A height is remembered at the end of the frame in which it was seen.
  requestAnimationFrame(() => requestAnimationFrame(() => section.classList.remove('laid-out')))
  idle(next)
}
addEventListener('load', () => idle(next))
