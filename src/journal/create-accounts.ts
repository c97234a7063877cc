import type { Account, Accounts, UndeliveredCredit } from './accounts.ts'
import type { AppendDeps } from './append-to-stream.ts'
import { accountNotFound, adjustBalance, debitBalance } from './book-balance.ts'
import type { Entry } from './entry.ts'
import { creditOf } from './entry-amounts.ts'
import { objectIn, textIn } from './read-json.ts'
import { recordDelivery } from './record-delivery.ts'
import { statementLine } from './statement-line.ts'

/** Wires the use cases of balances over one store. */
export function createAccounts(deps: AppendDeps): Accounts {
  const headOf = async (account: string): Promise<Entry> => {
    const head = await deps.store.head(account)
    if (head === null) throw accountNotFound(account)
    return head
  }
  return {
    find: async (account) => accountOf(await headOf(account)),
    statement: async (account, { before, limit }) => {
      const newest = before === null ? (await headOf(account)).sequence : before - 1
      const entries = await deps.store.stream(account, Math.max(0, newest - limit), Math.min(limit, newest))
      const oldest = newest - entries.length + 1
      return { lines: entries.map(statementLine).reverse(), next: oldest > 1 ? oldest : null }
    },
    debit: (debit) => debitBalance(deps, debit),
    adjust: (adjustment) => adjustBalance(deps, adjustment),
    recordDelivery: (report) => recordDelivery(deps, report),
    undelivered: async ({ limit, cursor }) => {
      const { items, next } = await deps.store.pendingDeliveries(limit, cursor)
      return { items: items.map(undeliveredCredit).filter((credit) => credit !== null), next }
    },
  }
}

function accountOf({ account, state, sequence, at }: Entry): Account {
  const { balances, standing, counters, open_disputes } = state
  return { id: account, balances, standing, counters, open_disputes, sequence, updated_at: at }
}

function undeliveredCredit(entry: Entry): UndeliveredCredit | null {
  const credit = creditOf(entry)
  if (credit === null) return null
  return {
    decision_id: textIn(entry.request, 'review') ?? entry.id,
    account: entry.account,
    order: entry.order,
    ...credit,
    method: textIn(objectIn(entry.result, 'refund') ?? {}, 'method'),
    credited_at: entry.at,
  }
}
