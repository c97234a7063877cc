import type { JournalStore } from '../journal/journal-store.ts'
import { type GivenBefore, givenOnce } from '../journal/kinds/given-action.ts'
import { isOfKind } from '../journal/of-kind.ts'
import type { StreamView } from '../journal/view-stream.ts'
import type { GivenSoFar } from './give.ts'

/**
 * What was given beside the money before: of the whole order where the request is about it, else of its
 * part and of the order without a part. There at once where the order's state says that no action was.
 */
export function givenSoFar(
  store: Pick<JournalStore, 'entriesWithActions'>,
  { account, order, orderState, partState }: StreamView,
): GivenSoFar | Promise<GivenSoFar> {
  const isWhole = order === null || order.part === null
  const amounts_given = isWhole ? orderState.amounts : partState.amounts
  const count = isWhole ? orderState.actions_given : partState.actions_given + orderState.whole.actions_given
  if (order === null || count === 0) return { amounts_given, actions_given: [] }
  return store.entriesWithActions(account, order).then((entries) => {
    const own = entries.filter((entry) => isWhole || [order.part, null].includes(entry.order?.part ?? null))
    const given = own
      .filter((entry) => isOfKind(entry, ['decision', 'review_resolved']))
      .flatMap((entry): readonly GivenBefore[] => givenOnce(entry.id, entry.result.actions))
    return { amounts_given, actions_given: given }
  })
}
