import { storableId } from '../../ids/storable-id.ts'
import { disputeEntryKinds } from '../../journal/dispute-entries.ts'
import type { Entry, OrderKey } from '../../journal/entry.ts'
import type { FoundBy } from '../../journal/found-by.ts'

/** What few entries of an account have in common, by the lookup that asks for it. */
export const names = {
  ofKey: (account: string, key: string) => join(account, 'key', key),
  ofReference: (account: string, reference: string, order: OrderKey | null) =>
    join(account, 'reference', reference, ...(order === null ? [] : [order.policy, order.id])),
  /** Of those that speak of the entry with this id, or take its place. */
  ofEntry: (account: string, id: string) => join(account, 'about', id),
  ofDisputeKey: (account: string, key: string) => join(account, 'dispute key', key),
  ofDisputes: (account: string) => join(account, 'dispute'),
  ofActions: (account: string, order: OrderKey) => join(account, 'actions', order.policy, order.id),
} as const

/** No account, key, reference or id contains the separator; one that does is a Problem `invalid_request`. */
function join(...parts: readonly string[]): string {
  return parts.map(storableId).join('\0')
}

/** All names of an entry, each once. Pure. */
export function namesOf({ account, order, kind }: Entry, found: FoundBy): readonly string[] {
  const { idempotency_key: key, reference, about, supersedes, dispute_key: disputeKey } = found
  return [
    ...new Set([
      ...(key === null ? [] : [names.ofKey(account, key)]),
      ...(reference === null ? [] : [names.ofReference(account, reference, order)]),
      ...[about, supersedes].flatMap((id) => (id === null ? [] : [names.ofEntry(account, id)])),
      ...(disputeKey === null ? [] : [names.ofDisputeKey(account, disputeKey)]),
      ...(disputeEntryKinds.some((name) => name === kind) ? [names.ofDisputes(account)] : []),
      ...(found.gives_actions === null || order === null ? [] : [names.ofActions(account, order)]),
    ]),
  ]
}
