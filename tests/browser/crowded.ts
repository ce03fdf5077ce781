import type { Page } from '@playwright/test'

/**
 * What a reader of the figures that are shown would stumble over: text on text, text cut off by the edge of its drawing, text
 * too small to read, and lines through text that does not stand out from them by a halo. As it is set, in the fonts of the page.
 */
export async function crowded(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const least = 9.4
    return [...document.querySelectorAll<SVGSVGElement>('article figure svg, aside.glance svg')]
      .filter((svg) => svg.getClientRects().length > 0 && svg.querySelector('text'))
      .flatMap((svg) => {
        const frame = svg.getBoundingClientRect()
        const texts = [...svg.querySelectorAll('text')].filter(isSeen).map((text) => ({ text, ink: inkOf(text) }))
        const lines = [...svg.querySelectorAll('path')].filter(isLine).map(pointsOf)
        // A box stands above the lines that it is on; what frames several does not.
        const boxes = [...svg.querySelectorAll('rect:not(.group, .inner, .part)')].map((box) =>
          box.getBoundingClientRect(),
        )
        const isBoxed = (ink: DOMRect) => boxes.some((box) => contains(box, ink))
        const where = svg.querySelector('title')?.textContent ?? 'a drawing'
        const found = [
          ...texts.filter(({ ink }) => !contains(frame, ink)).map(({ text }) => `${words(text)} is cut off`),
          ...texts.flatMap((a, i) =>
            texts.slice(i + 1).flatMap((b) => (overlap(a.ink, b.ink) ? `${words(a.text)} on ${words(b.text)}` : [])),
          ),
          ...texts.flatMap(({ text }) => {
            const size = heightOf(text)
            // A name for which there is no room has no size at all.
            return size > 0 && size < least ? `${words(text)} is ${Math.round(size * 10) / 10} pixels high` : []
          }),
          ...texts
            .filter(({ text, ink }) => !hasHalo(text) && !isBoxed(ink) && lines.some((line) => crosses(line, ink)))
            .map(({ text }) => `a line through ${words(text)}`),
        ]
        return found.map((fault) => `${where}: ${fault}`)
      })

    function isSeen(text: SVGTextElement): boolean {
      return text.textContent.trim() !== '' && getComputedStyle(text).visibility !== 'hidden'
    }

    /** From the top of its capitals to its baseline, wherever it is turned. */
    function inkOf(text: SVGTextElement): DOMRect {
      const { x, y, width, height } = text.getBBox()
      const matrix = text.getScreenCTM()!
      const corners = [
        [x, y + 0.25 * height],
        [x + width, y + 0.78 * height],
      ].map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix))
      const [left, right] = corners.map(({ x }) => x).sort((a, b) => a - b) as [number, number]
      const [top, bottom] = corners.map(({ y }) => y).sort((a, b) => a - b) as [number, number]
      return new DOMRect(left, top, right - left, bottom - top)
    }

    /** The size of its largest letters; an index may be smaller. */
    function heightOf(text: SVGTextElement): number {
      const { a, b } = text.getScreenCTM()!
      const sizes = [text, ...text.querySelectorAll('tspan')].map((part) => parseFloat(getComputedStyle(part).fontSize))
      return Math.max(...sizes.slice(sizes.length > 1 ? 1 : 0)) * Math.hypot(a, b)
    }

    function isLine(path: SVGPathElement): boolean {
      const { fill, stroke } = getComputedStyle(path)
      return fill === 'none' && stroke !== 'none' && Boolean(path.getAttribute('d')) && !path.matches('.hand, .grid')
    }

    function hasHalo(text: SVGTextElement): boolean {
      return getComputedStyle(text).stroke !== 'none'
    }

    /** Where a line runs, a point every two units of its drawing. */
    function pointsOf(line: SVGPathElement): DOMPoint[] {
      const matrix = line.getScreenCTM()!
      return Array.from({ length: Math.floor(line.getTotalLength() / 2) + 1 }, (_, i) =>
        line.getPointAtLength(2 * i).matrixTransform(matrix),
      )
    }

    function crosses(line: readonly DOMPoint[], ink: DOMRect): boolean {
      return line.some(({ x, y }) => x > ink.left + 1 && x < ink.right - 1 && y > ink.top + 1 && y < ink.bottom - 1)
    }

    function overlap(a: DOMRect, b: DOMRect): boolean {
      return a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom
    }

    function contains(frame: DOMRect, ink: DOMRect): boolean {
      return (
        ink.left > frame.left - 1.5 &&
        ink.right < frame.right + 1.5 &&
        ink.top > frame.top - 1.5 &&
        ink.bottom < frame.bottom + 1.5
      )
    }

    function words(text: SVGTextElement): string {
      return `“${text.textContent}”`
    }
  })
}
