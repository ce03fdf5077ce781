import { studies } from '../../explorer/compare.ts'
import { contentsOf } from '../../explorer/comparison-exports.ts'
import { comparison } from '../../explorer/comparison.ts'
import { fileOf, type File, type Kind } from '../../explorer/exports.ts'
import { firstNames } from '../../explorer/library.ts'
import type { Settings } from '../../explorer/settings.ts'
import { nameOf } from '../../explorer/study-exports.ts'
import type { Outcome, Study } from '../../explorer/study.ts'
import type { View } from '../../explorer/view.ts'
import { ModelsPage, type Choices } from './models-page.ts'

type Two<T> = readonly [T, T]

/** Two models beside each other. */
class ComparePage extends ModelsPage {
  protected readonly names = firstNames.compare
  protected override readonly called = { a: 'First model', b: 'Second model' }

  protected study({ a, b }: Choices, settings: Settings): readonly Outcome[] {
    return studies([a!, b!], settings)
  }

  protected view(pair: Two<Study>): View {
    return comparison(...pair)
  }

  protected file(pair: Two<Study>, kind: Kind): File {
    return fileOf(pair.map(nameOf).join('-to-'), kind, contentsOf(...pair))
  }

  protected sentence([a, b]: Two<Study>): string {
    return `${a.choice.title} and ${b.choice.title} are compared.`
  }
}

customElements.define('compare-page', ComparePage)
