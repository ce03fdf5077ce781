/**
 * Marks parts of the model, given by their paths, on the map beside the text and on the strip above it: all that is in a
 * part, and of a part too small to be on the map the stop that holds it.
 */
export function markParts(explained: readonly string[]): void {
  for (const map of document.querySelectorAll('[data-map]')) {
    const stops = [...map.querySelectorAll<SVGElement>('[data-scope]')]
    const marked = stops.filter((stop) => explained.some((path) => covers(path, stop)))
    for (const stop of stops) {
      stop.classList.toggle('on', marked.includes(stop))
      if (stop.matches('a')) toggleCurrent(stop, marked.includes(stop))
    }
  }
}

function covers(path: string, stop: SVGElement): boolean {
  const own = stop.dataset.scope ?? ''
  const isStop = stop.querySelector('.tick') !== null
  return own === path || own.startsWith(`${path}/`) || (isStop && path.startsWith(`${own}/`))
}

function toggleCurrent(stop: Element, current: boolean): void {
  if (current) stop.setAttribute('aria-current', 'true')
  else stop.removeAttribute('aria-current')
}
