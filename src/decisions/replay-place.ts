import type { DecidingEntry } from './replay-entry.ts'

/** Where a decision stands: what a list of many names of it; JSON names. */
export interface ReplayPlace {
  readonly id: string
  readonly kind: string
  readonly account: string
  readonly order: string | null
  readonly part: string | null
  readonly decided_at: string
  readonly policy: { readonly name: string; readonly version: number }
}

/** When it was decided, and the whole place where it is asked for. */
export interface FoundPlace {
  readonly decidedAt: string
  whole(): ReplayPlace
}

/** The place of an entry. */
export function placeOf({ id, kind, account, order, decided_at, policy }: DecidingEntry): ReplayPlace {
  return {
    id,
    kind,
    account,
    order: order?.id ?? null,
    part: order?.part ?? null,
    decided_at,
    policy: { name: policy?.name ?? '', version: policy?.version ?? 0 },
  }
}
