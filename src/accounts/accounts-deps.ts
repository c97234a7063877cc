import type { AppendDeps } from '../journal/append-to-stream.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { DecimalsPolicies } from '../orders/assert-given-amount.ts'

/** What the use cases of accounts work with. */
export interface AccountsDeps extends AppendDeps {
  readonly store: JournalStore
  readonly policies: DecimalsPolicies
}
