import { readReference } from '../ledger/reference.ts'
import { witness, type Askable, type Testimony } from '../ledger/witness.ts'
import { mistake, type Place } from './props.ts'
import type { Subject } from './subject.ts'

let ask: ReturnType<typeof witness> | undefined

/** What PyTorch or transformers counts of a model; the build stops where the reference values have no word on it. */
export function testimony(
  component: string,
  at: Place,
  { name, model, bindings }: Subject,
  of: Askable,
  scope?: string,
): Testimony {
  ask ??= witness(readReference())
  try {
    return ask({ of, model, bindings, scope })
  } catch (error) {
    return mistake(at, component, {
      message: 'PyTorch was not asked for this',
      received: [`${of} of ${name}`, model.class, ...(scope === undefined ? [] : [scope])].join(', '),
      expected: (error as Error).message,
      advice: 'ask for what tests/oracle holds, or add it there',
    })
  }
}
