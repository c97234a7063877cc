import type { Entry } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'

/** Whether the entry is of one of the kinds. */
export function isOfKind<Name extends EntryKind>(
  entry: Entry,
  kinds: readonly Name[],
): entry is Extract<Entry, { readonly kind: Name }> {
  const wanted: readonly EntryKind[] = kinds
  return wanted.includes(entry.kind)
}

/** The entries that are of one of the kinds, in their order. */
export function ofKinds<Name extends EntryKind>(
  entries: readonly Entry[],
  kinds: readonly Name[],
): readonly Extract<Entry, { readonly kind: Name }>[] {
  return entries.filter((entry) => isOfKind(entry, kinds))
}
