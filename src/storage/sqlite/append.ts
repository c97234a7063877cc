import type { SealedEntry } from '../../journal/append-entry.ts'
import type { Entry } from '../../journal/entry.ts'
import type { FoundBy } from '../../journal/found-by.ts'
import type { AppendOptions, AppendResult, DayRoom } from '../../journal/journal-store.ts'
import { Rational } from '../../money/rational.ts'
import { Problem } from '../../problems/problem.ts'
import { automaticCreditsSince } from './automatic-credits.ts'
import { entryAt } from './entry-at.ts'
import { bindWithin, unbindWithin } from './order-bindings.ts'
import type { SharedFile } from './shared-file.ts'

/** An entry, and what is asked of its append. */
export interface Appending {
  readonly sealed: SealedEntry
  readonly found: FoundBy
  readonly options: AppendOptions
}

/** Within a transaction that writes and in which the caches were checked: what it answers but `appended` wrote nothing. */
export function appendWithin(file: SharedFile, { sealed, found, options }: Appending): AppendResult {
  const { connection, caches, writer } = file
  const { account, sequence, id } = sealed.entry
  const { epoch = caches.epoch(), dayRoom = null, binds = null } = options
  if (epoch !== caches.epoch() || !hasRoom(file, dayRoom)) return { appended: false, stale: true }
  const bound = binds === null ? null : bindWithin(connection, binds, account)
  if (bound !== null && bound.owner !== account) return { appended: false, boundTo: bound.owner }
  if (writer.write(sealed, found)) return { appended: true }
  if (binds !== null && bound?.wasFree === true) unbindWithin(connection, binds)
  if (entryAt(connection, account, sequence) !== null) return { appended: false, isTaken: true }
  throw new Problem('internal_error', `Another stream has an entry with the id ${id}.`)
}

/** The totals have to hold the entries that were written in the same transaction. */
function hasRoom({ connection, writer }: SharedFile, room: DayRoom | null): boolean {
  if (room === null) return true
  writer.end()
  const sum = automaticCreditsSince(connection, room.currency, room.since)
  return Rational.of(sum).compare(Rational.of(room.most)) <= 0
}

/** Keeps what was written, once it is durable. */
export function noteAppended({ caches: { heads } }: SharedFile, entry: Entry, result: AppendResult): void {
  // A head is kept from the second look at its account on, and whose an order is from the first one that finds it bound:
  // most are not asked about again soon.
  if (result.appended && heads.has(entry.account)) heads.set(entry.account, entry)
  // A commit that was reported as failed may have been written all the same: then the head that is kept is not the newest.
  else heads.delete(entry.account)
}
