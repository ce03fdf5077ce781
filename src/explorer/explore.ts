import { diagram, type Catalog, type LaidOut } from './sections/diagram.ts'
import { matrices } from './sections/matrices.ts'
import { memory } from './sections/memory.ts'
import { operations } from './sections/operations.ts'
import { provenance } from './sections/provenance.ts'
import { roofline } from './sections/roofline.ts'
import { summary } from './sections/summary.ts'
import { tensors } from './sections/tensors.ts'
import type { Study } from './study.ts'
import type { View } from './view.ts'

/** What the page needs beside the model itself. */
export interface Surroundings {
  /** Where it is told how the site counts. */
  readonly conventions: string
  readonly diagrams: Catalog
  readonly drawn: (structure: string) => LaidOut | undefined
}

/** Everything that /explore/ says about a model. */
export const results = (study: Study, { conventions, diagrams, drawn }: Surroundings): View => [
  summary(study),
  operations(study),
  memory(study),
  roofline(study),
  matrices([study]),
  diagram(study, drawn, diagrams),
  tensors(study),
  provenance(study, { conventions }),
]
