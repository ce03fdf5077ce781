import { clean, ledgerOf } from './ledger.ts'
import { readReference } from './reference.ts'

/** The ledger of this site. Reading it stops the build where anything in it differs. */
export const book = clean(ledgerOf(readReference()))
