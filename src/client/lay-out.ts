/**
 * A section off screen is not laid out until it is needed, so that a long page is soon there. Once the page has loaded,
 * the rest is laid out when there is time: a jump within the page then lands where it should.
 */
const sections = document.querySelectorAll('article > section')
const idle = window.requestIdleCallback ?? ((next: () => void) => setTimeout(next, 50))
let at = 0

function next(): void {
  sections[at++]?.classList.add('laid-out')
  if (at < sections.length) idle(next)
}
addEventListener('load', () => idle(next))
