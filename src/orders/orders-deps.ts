import type { AppendDeps } from '../journal/append-to-stream.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { Policies } from '../policy/versions/policies.ts'
import type { OrderBindingStore } from './order-binding-store.ts'

/** What the use cases of orders work with. */
export interface OrdersDeps extends AppendDeps {
  readonly store: JournalStore & OrderBindingStore
  readonly policies: Pick<Policies, 'newest'>
}
