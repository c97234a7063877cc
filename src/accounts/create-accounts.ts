import type { Entry } from '../journal/entry.ts'
import { startingOver } from '../journal/start-over.ts'
import { accountNotFound } from './account-not-found.ts'
import type { Account, Accounts } from './accounts.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { adjustBalance } from './adjust-balance.ts'
import { debitBalance } from './debit-balance.ts'
import { liftStanding } from './lift-standing.ts'
import { recordDelivery } from './record-delivery.ts'
import { statementLine } from './statement-line.ts'
import { undeliveredCredit } from './undelivered-credit.ts'

/** Wires the use cases of accounts over one store. */
export function createAccounts(deps: AccountsDeps): Accounts {
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
    adjust: (adjustment) => startingOver(deps, (fresh) => adjustBalance(fresh, adjustment)),
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
