import type { AppendDeps } from '../journal/append-to-stream.ts'
import type { Entry } from '../journal/entry.ts'
import { creditOf, decisionOfCredit } from '../journal/evolve.ts'
import type { Account, Accounts, UndeliveredCredit } from './accounts.ts'
import { accountNotFound, adjustBalance, debitBalance } from './book-balance.ts'
import { liftStanding } from './lift-standing.ts'
import { isDelivered, recordDelivery } from './record-delivery.ts'
import { statementLine } from './statement-line.ts'

/** Wires the use cases of accounts over one store. */
export function createAccounts(deps: AppendDeps): Accounts {
  const headOf = async (account: string): Promise<Entry> => {
    const head = await deps.store.head(account)
    if (head === null) throw accountNotFound(account)
    return head
  }
  return {
    find: async (account) => accountOf(await headOf(account)),
    statement: async (account, { before, limit }) => {
      const { sequence } = await headOf(account)
      const newest = before === null ? sequence : Math.min(sequence, before - 1)
      if (newest < 1) return { lines: [], next: null }
      const entries = await deps.store.stream(account, Math.max(0, newest - limit), Math.min(limit, newest))
      const oldest = newest - entries.length + 1
      return { lines: entries.map(statementLine).reverse(), next: oldest > 1 ? oldest : null }
    },
    debit: (debit) => debitBalance(deps, debit),
    adjust: (adjustment) => adjustBalance(deps, adjustment),
    recordDelivery: (report) => recordDelivery(deps, report),
    liftStanding: (lift) => liftStanding(deps, lift),
    undelivered: async ({ limit, cursor }) => {
      const { items, next } = await deps.store.pendingDeliveries(limit, cursor)
      const credits = await Promise.all(items.map((entry) => undeliveredCredit(deps.store, entry)))
      return { items: credits.filter((credit) => credit !== null), next }
    },
  }
}

function accountOf({ account, state, sequence, at }: Entry): Account {
  const { balances, standing, counters, open_disputes } = state
  return { id: account, balances, standing, counters, open_disputes, sequence, updated_at: at }
}

/** Confirmed on the stream: a credit that was delivered, but left in the queue by a crash, is cleared away. */
async function undeliveredCredit(store: AppendDeps['store'], entry: Entry): Promise<UndeliveredCredit | null> {
  const credit = creditOf(entry)
  const decision = decisionOfCredit(entry)
  if (credit === null || (await isDelivered(store, entry, decision))) {
    await store.clearPending(entry.account, entry.sequence, 'delivery')
    return null
  }
  return {
    decision_id: decision,
    account: entry.account,
    order: entry.order,
    ...credit,
    method: 'refund' in entry.result ? (entry.result.refund?.method ?? null) : null,
    credited_at: entry.at,
  }
}
