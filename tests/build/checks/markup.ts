import type { Element } from 'hast'
import { HtmlValidate } from 'html-validate'
import { toString } from 'hast-util-to-string'
import { attribute, named, within, type Check } from '../site.ts'

const validator = new HtmlValidate({ extends: ['html-validate:standard'], elements: ['html5'] })

export const markup: Check[] = [
  {
    title: 'the markup is valid HTML',
    faults: async ({ html }) => {
      const { results } = await validator.validateString(html)
      return results.flatMap(({ messages }) =>
        messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${message} (${ruleId})`),
      )
    },
    planted: [
      { body: '<p><ul><li>a list in a paragraph</li></ul></p>' },
      { body: '<table><tr><td align="right">1</td></tr></table>' },
      { body: '<p><span>never closed</p>' },
      { body: '<p><a href="">one <a href="">in another</a></a></p>' },
      { body: '<button type="button"><a href="">x</a></button>' },
    ],
  },
  {
    title: 'an id stands once, and what refers to one finds it',
    faults: ({ elements, ids }) => {
      const all = elements.flatMap((element) => attribute(element, 'id') ?? [])
      const repeated = all.filter((id, at) => all.indexOf(id) !== at).map((id) => `the id ${id} stands twice`)
      const named = elements.flatMap((element) =>
        ['ariaLabelledBy', 'ariaDescribedBy', 'ariaControls', 'htmlFor', 'list'].flatMap(
          (name) => attribute(element, name)?.split(/\s+/) ?? [],
        ),
      )
      return [...repeated, ...named.filter((id) => !ids.has(id)).map((id) => `there is no id ${id}`)]
    },
    planted: [
      { body: '<p id="main">x</p>' },
      { body: '<section aria-labelledby="nothing">x</section>' },
      { body: '<label for="nothing">x</label>' },
    ],
  },
  {
    title: 'there is one h1, no level is skipped and no heading is empty',
    faults: (page) => {
      const headings = named(page, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6')
      const levels = headings.map(({ tagName }) => Number(tagName[1]))
      const first = levels.filter((level) => level === 1).length
      return [
        ...(first === 1 ? [] : [`${first} first headings`]),
        ...levels.flatMap((level, i) =>
          level > (levels[i - 1] ?? 0) + 1 ? [`h${level} after h${levels[i - 1]}: ${toString(headings[i]!)}`] : [],
        ),
        ...headings.filter((heading) => toString(heading).trim() === '').map(({ tagName }) => `an empty ${tagName}`),
      ]
    },
    planted: [{ body: '<h1>Another</h1>' }, { body: '<h3>Skipped</h3>' }, { body: '<h2> </h2>' }],
  },
  {
    title: 'a picture has an alternative in words, or is kept from readers who cannot see it',
    faults: (page) => {
      const unseen = new Set(
        page.elements.filter((element) => attribute(element, 'ariaHidden') === 'true').flatMap(within),
      )
      return [
        ...named(page, 'img')
          .filter((image) => attribute(image, 'alt') === undefined)
          .map((image) => `an image without alt: ${attribute(image, 'src')}`),
        ...named(page, 'svg')
          .filter((svg) => !unseen.has(svg) && !hasName(svg))
          .map((svg) => `a drawing without a name: ${attribute(svg, 'className') ?? 'svg'}`),
      ]
    },
    planted: [{ body: '<p><img src="card.png"></p>' }, { body: '<svg class="nameless"><path d="M0 0"></path></svg>' }],
  },
]

/** What a screen reader calls a drawing: by a label, or by the title inside. */
function hasName(svg: Element): boolean {
  const label = attribute(svg, 'ariaLabel') ?? attribute(svg, 'ariaLabelledBy')
  return Boolean(label) || within(svg).some((element) => element.tagName === 'title' && toString(element).trim() !== '')
}
