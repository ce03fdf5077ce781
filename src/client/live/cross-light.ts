/**
 * Pointing at a symbol, a tensor or a part of the model lights every place where it occurs: in text, table, equation and
 * diagram. By mouse while it is pointed at, by keyboard while it has the focus, by touch until something else is touched.
 */
export function crossLight(main: HTMLElement): void {
  let places: Map<string, Element[]> | undefined
  let lit: readonly Element[] = []
  let shown = ''
  main.addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType === 'mouse') light(target)
  })
  main.addEventListener('pointerleave', ({ pointerType }) => {
    if (pointerType === 'mouse') light(null)
  })
  main.addEventListener('click', ({ target }) => light(target))
  main.addEventListener('focusin', ({ target }) => light(target))
  main.addEventListener('focusout', () => light(null))

  function light(target: EventTarget | null): void {
    const key = target instanceof Element ? (keyAt(target, main) ?? '') : ''
    if (key === shown) return
    shown = key
    for (const element of lit) element.classList.remove('lit')
    places ??= placesIn(main)
    lit = places.get(key) ?? []
    for (const element of lit) element.classList.add('lit')
  }
}

/** What can be pointed at, the innermost first: a size's letter, a tensor's name, a part. */
const marks = '[class*="dim-"], .mathnormal, [data-node], [data-scope]'

/** What an element stands for; what stands for nothing is asked through to what it lies in. */
function keyAt(element: Element, main: Element): string | undefined {
  const mark = element.closest(marks)
  if (mark === null || !main.contains(mark)) return undefined
  return keyOf(mark) ?? (mark.parentElement ? keyAt(mark.parentElement, main) : undefined)
}

function placesIn(main: Element): Map<string, Element[]> {
  const places = new Map<string, Element[]>()
  for (const element of main.querySelectorAll(marks)) {
    const key = keyOf(element)
    if (key === undefined) continue
    const own = places.get(key)
    if (own) own.push(element)
    else places.set(key, [element])
  }
  return places
}

function keyOf(element: Element): string | undefined {
  const size = /(?:^| )dim-(\w)/.exec(element.getAttribute('class') ?? '')
  if (size) return size[0].trim()
  if (element.matches('.mathnormal')) return tensorOf(element)
  const { node, scope } = (element as HTMLElement).dataset
  if (node !== undefined) return `tensor ${plain(node)}`
  return scope ? `part ${scope}` : undefined
}

/** `W_O` of a letter with its index; an index itself, and a word, is no tensor. */
function tensorOf(letter: Element): string | undefined {
  if (letter.closest('.katex-sizing')) return undefined
  const index = letter.nextElementSibling?.matches('.script, .msupsub') ? letter.nextElementSibling.textContent : ''
  const name = plain(`${letter.textContent}_${index}`)
  return `tensor ${name.replace(/_$/, '')}`
}

/** A name without what only sets it: `W_{\text{word}}` is `W_word`. */
const plain = (name: string): string => name.replaceAll(/\\\w+|[^\w]/g, '')
