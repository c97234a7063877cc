import type { AuditLog } from '../audit/audit-log.ts'
import type { AuditStore } from '../audit/audit-store.ts'
import { auditStream } from '../audit/audit-stream.ts'
import type { Entry } from '../journal/entry.ts'
import { isErased, sealErased } from '../journal/erase-entry.ts'
import type { FeedStore } from '../journal/feed-store.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { addToInstant, startOfDay } from '../time/calendar.ts'
import type { Clock } from '../time/clock.ts'
import { formatInstant } from '../time/instant.ts'
import type { Erasures } from './erasures.ts'
import { textIn } from './follow-requests.ts'

interface RetentionDeps {
  readonly store: Pick<JournalStore, 'replaceConfidential'> & AuditStore & Pick<FeedStore, 'feedItems'>
  readonly audit: Pick<AuditLog, 'recordOnce'>
  readonly clock: Clock
}

/** Numbers of the feed that one step looks at. */
const stepSize = 100

/**
 * Walks the feed from where the newest round that was logged began, up to the first entry that is too young: what is
 * behind that one is looked at in a later round.
 */
export function createRetention(deps: RetentionDeps): Erasures['retain'] {
  let done: number | null = null
  return async (months, stopping) => {
    if (months === 0) return 0
    const before = beginningOfRetention(deps.clock.now(), months)
    done ??= await lastRound(deps.store)
    let erased = 0
    for (;;) {
      if (stopping?.aborted === true) return erased
      const items = await deps.store.feedItems(done, stepSize)
      const young = items.findIndex((item) => 'entry' in item && item.entry.at >= before)
      const old = young === -1 ? items : items.slice(0, young)
      const entries = old.flatMap((item) => ('entry' in item && !isErased(item.entry) ? [item.entry] : []))
      if (entries.length > 0) await logRound(deps, { months, before, after: done })
      await eraseAll(deps, entries)
      erased += entries.length
      done = old.at(-1)?.number ?? done
      if (old.length < stepSize) return erased
    }
  }
}

/** Nothing that is younger is erased for its age. */
function beginningOfRetention(now: number, months: number): string {
  return formatInstant(startOfDay(addToInstant(now, { months: -months }, 'UTC') ?? 0, 'UTC'))
}

/** Behind which number the newest round began. */
async function lastRound(store: AuditStore): Promise<number> {
  let after = 0
  for await (const { kind, details } of auditStream(store, 0)) {
    if (kind === 'retention_applied' && typeof details['after'] === 'number') after = details['after']
  }
  return after
}

/** First the log says what is erased, once a day. */
async function logRound(
  { audit }: RetentionDeps,
  details: { readonly months: number; readonly before: string; readonly after: number },
): Promise<void> {
  const act = { kind: 'retention_applied', author: 'system', details } as const
  await audit.recordOnce(act, (entry) => entry.kind === act.kind && textIn(entry, 'before') >= details.before)
}

async function eraseAll({ store }: RetentionDeps, entries: readonly Entry[]): Promise<void> {
  const byAccount = new Map<string, Entry[]>()
  for (const entry of entries) byAccount.set(entry.account, [...(byAccount.get(entry.account) ?? []), entry])
  for (const [account, own] of byAccount) await store.replaceConfidential(account, own.map(sealErased))
}
