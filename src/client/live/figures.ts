import type { Page } from './page.ts'

/** A figure at the sizes of one model: its drawings in the order of the page, and its numbers as a table. */
export interface Drawings {
  readonly svgs: readonly Tree[]
  readonly rows: readonly (readonly string[])[]
}

/** An element of a drawing: its name, its attributes, and what it holds. */
export type Tree = [name: string, attributes: Readonly<Record<string, string>>, ...children: (Tree | string)[]]

/**
 * The figures that a choice of model changes. They were drawn for each model of the family when the site was built; a page
 * names the files. Gives what shows those of a model, and fails where they cannot be had.
 */
export function figures(main: HTMLElement, page: Page): (model: string) => Promise<void> {
  const places = [...main.querySelectorAll<HTMLElement>('[data-variants]')]
  const drawn = new Map<Element, readonly Drawings[]>()
  let shown = page.model
  return async (model) => {
    if (model === shown) return
    shown = model
    const index = page.family.findIndex(({ name }) => name === model)
    const all = places.map(async (place) => {
      const drawings = drawn.get(place) ?? (await variants(place.dataset['variants']!))
      drawn.set(place, drawings)
      // Meanwhile the reader may have chosen another.
      if (shown === model) show(place.closest('figure')!, drawings[index]!)
    })
    await Promise.all(all)
  }
}

async function variants(address: string): Promise<readonly Drawings[]> {
  const response = await fetch(address)
  return (await response.json()) as Drawings[]
}

/** Puts drawings and rows in place of others, and tells the figure, whose marks may stand for another length. */
function show(figure: Element, { svgs, rows }: Drawings): void {
  for (const [i, svg] of figure.querySelectorAll('.scroll > svg, .scroll > .at > svg').entries())
    svg.replaceWith(elementOf(svgs[i]!))
  const body = figure.querySelector('.twin tbody')!
  const [pattern] = body.children
  body.replaceChildren(
    ...rows.map((texts) => {
      const row = pattern!.cloneNode(true) as Element
      for (const [i, cell] of [...row.children].entries()) cell.textContent = texts[i]!
      return row
    }),
  )
  figure.dispatchEvent(new Event('drawn'))
}

function elementOf([name, attributes, ...children]: Tree): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children.map((child) => (typeof child === 'string' ? child : elementOf(child))))
  return element
}
