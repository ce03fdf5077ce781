/**
 * Shows what a link within the page leads to, a work, an equation, a figure, a term, in the margin beside the line, while
 * the link is pointed at or has the focus. The link still works; Escape closes the preview. Where there is no margin, the
 * link is all there is.
 */
const article = document.querySelector<HTMLElement>('article.prose')
const margin = matchMedia('(min-width: 1112px)')
let card: HTMLElement | undefined
let shownFor: HTMLAnchorElement | undefined

function show(link: HTMLAnchorElement): void {
  if (!article || !margin.matches || shownFor === link) return
  hide()
  const content = contentOf(link)
  if (!content) return
  card = document.createElement('aside')
  card.className = 'preview'
  card.id = 'preview'
  card.append(content)
  article.append(card)
  const place = link.getBoundingClientRect().top - article.getBoundingClientRect().top
  card.style.top = `${Math.max(0, Math.min(place - 22, article.offsetHeight - card.offsetHeight))}px`
  link.setAttribute('aria-describedby', card.id)
  shownFor = link
}

function hide(): void {
  card?.remove()
  shownFor?.removeAttribute('aria-describedby')
  card = shownFor = undefined
}

/** A copy of what the link leads to, without the ids, controls and links back that belong to the original. */
function contentOf(link: HTMLAnchorElement): Node | undefined {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)))
  const source = target?.closest('li, figure, .equation, dfn, p') ?? target
  if (!source || source.contains(link) || /^H[1-6]$/.test(source.tagName)) return undefined
  const copy = source.cloneNode(true) as HTMLElement
  for (const part of copy.querySelectorAll('.back, .copy, details, [tabindex]')) {
    if (part.matches('.scroll, .equation, data')) part.removeAttribute('tabindex')
    else part.remove()
  }
  for (const part of [copy, ...copy.querySelectorAll('[id]')]) part.removeAttribute('id')
  copy.removeAttribute('tabindex')
  if (copy.tagName === 'LI') {
    const paragraph = document.createElement('p')
    paragraph.append(...copy.childNodes)
    return paragraph
  }
  return copy
}

/** The link of the text that an event happened on. */
function linkOf({ target }: Event): HTMLAnchorElement | undefined {
  const link = (target as Element).closest?.<HTMLAnchorElement>('a[href^="#"]')
  return link && article?.contains(link) && !link.matches('.anchor, .back') ? link : undefined
}

article?.addEventListener('mouseover', (event) => {
  const link = linkOf(event)
  if (link) show(link)
})
article?.addEventListener('mouseout', (event) => {
  if (linkOf(event) && document.activeElement !== shownFor) hide()
})
article?.addEventListener('focusin', (event) => {
  const link = linkOf(event)
  if (link) show(link)
})
article?.addEventListener('focusout', (event) => {
  if (linkOf(event)) hide()
})
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') hide()
})
