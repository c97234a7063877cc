import { storableId } from '../../ids/storable-id.ts'
import type { SealedEntry } from '../../journal/append-entry.ts'
import type { Entry } from '../../journal/entry.ts'
import type {
  AppendOptions,
  AppendResult,
  JournalStore,
  LookQuestion,
  StreamLook,
} from '../../journal/journal-store.ts'
import { assertStorable } from '../../journal/storable-entry.ts'
import { Rational } from '../../money/rational.ts'
import { Problem } from '../../problems/problem.ts'
import { asBytes } from './as-bytes.ts'
import { automaticCreditsSince } from './automatic-credits.ts'
import type { Connection, Parameter } from './connection.ts'
import { decisionPage } from './decisions.ts'
import { entrySelection, readEntry, readExactly } from './entry-row.ts'
import { createHistory } from './history.ts'
import { idBytes } from './id-bytes.ts'
import { createLookups, lookupsNow } from './lookups.ts'
import { accountOfOrder, bindWithin, noteOwner, unbindWithin } from './order-bindings.ts'
import { createQueues } from './queues.ts'
import { readText } from './read-text.ts'
import type { SharedFile } from './shared-file.ts'

const selectHead = `SELECT ${entrySelection} FROM entry WHERE account = ? ORDER BY sequence DESC LIMIT 1`
const selectByKey = `SELECT ${entrySelection} FROM entry WHERE account = ? AND sequence = ?`
const selectById = `SELECT ${entrySelection} FROM entry WHERE id = ?`
const selectStream = `SELECT ${entrySelection} FROM entry WHERE account = ? AND sequence > ? ORDER BY sequence LIMIT ?`
// From account to account by seeks, however many entries each has.
const selectAccounts = `WITH RECURSIVE found (account) AS (
    SELECT min(account) FROM entry WHERE account > ?
    UNION ALL
    SELECT (SELECT min(account) FROM entry WHERE account > found.account) FROM found WHERE account IS NOT NULL)
  SELECT ${asBytes('account')} FROM found WHERE account IS NOT NULL LIMIT ?`

/** The journal in a SQLite file. */
export function createJournalStore(file: SharedFile): JournalStore {
  const { connection, commits, caches } = file

  return {
    head: async (account) => one(connection, selectHead, [storableId(account)]),
    append: async (sealed, options = {}) => {
      assertStorable(sealed.entry)
      return commits.write(
        () => appendWithin(file, sealed, options),
        (result) => noteAppended(file, { sealed, options }, result),
      )
    },
    epoch: async () => {
      caches.check()
      return caches.epoch()
    },
    look: async (question) => look(file, question),
    entryAt: async (account, sequence) => one(connection, selectByKey, [storableId(account), sequence]),
    entryById: async (id) => one(connection, selectById, [idBytes(storableId(id))]),
    automaticCreditsSince: async (currency, since) => automaticCreditsSince(connection, currency, since),
    decisions: async (filter, limit, cursor) => decisionPage(connection, { filter, limit, cursor }),
    stream: async (account, after, limit) =>
      connection.rows(selectStream, [storableId(account), after, limit]).map(readExactly),
    accounts: async (after, limit) =>
      connection
        .all(selectAccounts, [after ?? '', limit])
        .map((row) => readText(row.account, 'the name of an account')),
    ...createLookups(connection),
    ...createHistory(connection),
    ...createQueues(file),
  }
}

function one(connection: Connection, sql: string, parameters: readonly Parameter[]): Entry | null {
  const row = connection.rows(sql, parameters)[0]
  return row === undefined ? null : readEntry(row)
}

/** Within a transaction that writes and in which the caches were checked: what it answers but `appended` wrote nothing. */
function appendWithin(
  { connection, caches, entries }: SharedFile,
  sealed: SealedEntry,
  options: AppendOptions,
): AppendResult {
  const { account, sequence, id } = sealed.entry
  const { epoch = caches.epoch(), dayRoom = null, binds = null } = options
  if (epoch !== caches.epoch()) return { appended: false, stale: true }
  if (dayRoom !== null) {
    // So that what the group itself credits counts.
    entries.end()
    const sum = automaticCreditsSince(connection, dayRoom.currency, dayRoom.since)
    if (Rational.of(sum).compare(Rational.of(dayRoom.most)) > 0) return { appended: false, stale: true }
  }
  const bound = binds === null ? null : bindWithin(connection, binds, account)
  if (bound !== null && bound.owner !== account) return { appended: false, boundTo: bound.owner }
  if (entries.write(sealed)) return { appended: true }
  if (binds !== null && bound?.wasFree === true) unbindWithin(connection, binds)
  const existing = one(connection, selectByKey, [account, sequence])
  if (existing !== null) return { appended: false, existing }
  throw new Problem('internal_error', `Another stream has an entry with the id ${id}.`)
}

interface Appended {
  readonly sealed: SealedEntry
  readonly options: AppendOptions
}

function noteAppended(
  file: SharedFile,
  { sealed: { entry }, options: { binds = null } }: Appended,
  result: AppendResult,
): void {
  const { heads } = file.caches
  if (result.appended) heads.set(entry.account, entry)
  // A commit that was reported as failed may have been written all the same: then the head that is kept is not the newest.
  else heads.delete(entry.account)
  if (result.appended && binds !== null) noteOwner(file, binds, entry.account)
}

/** The head may come from the cache; all else is read after it, but for what stands in the head itself. */
function look(file: SharedFile, { account, order, idempotencyKey }: LookQuestion): StreamLook {
  const { connection } = file
  const lookups = lookupsNow(connection)
  const head = headOf(file, account)
  const byKey = head === null || idempotencyKey === null ? null : lookups.byIdempotencyKey(account, idempotencyKey)
  if (order === null) return { head, byKey, previous: null, previousOfPart: null, owner: null }
  const owner = accountOfOrder(file, order)
  if (head === null) return { head, byKey, previous: null, previousOfPart: null, owner }
  const isAbout = head.order?.policy === order.policy && head.order.id === order.id
  const previous = isAbout ? head : lookups.newestOfOrder(account, order)
  const isSamePart = previous === null || previous.order?.part === order.part
  const previousOfPart = isSamePart ? previous : lookups.newestOfPart(account, order)
  return { head, byKey, previous, previousOfPart, owner }
}

function headOf({ connection, caches }: SharedFile, account: string): Entry | null {
  caches.check()
  const known = caches.heads.get(account)
  if (known !== undefined) return known
  const head = one(connection, selectHead, [storableId(account)])
  if (head !== null) caches.heads.set(account, head)
  return head
}
