import { randomBytes } from 'node:crypto'
import type { Accounts } from '../../src/accounts/accounts.ts'
import { createAccounts } from '../../src/accounts/create-accounts.ts'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import { appendToStream } from '../../src/journal/append-to-stream.ts'
import type { Entry } from '../../src/journal/entry.ts'
import { untouched } from '../../src/journal/kinds/circumstances.ts'
import type { RunningState } from '../../src/journal/model/state.ts'
import { createTakeTurns } from '../../src/journal/take-turns.ts'
import { createOrders } from '../../src/orders/create-orders.ts'
import type { CreditElsewhere } from '../../src/orders/elsewhere-credit.ts'
import type { Order, Orders } from '../../src/orders/orders.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { createKnownPolicies, publishUnchecked } from '../journal/known-policies.ts'
import { type TestClock, testClock } from '../journal/test-clock.ts'
import { policyText } from '../policy/parse/policy-text.ts'

/** Money of a shop: orders may get the charge, reviews go to a manager above 50. */
export const shop = policyText({
  head: 'name: shop\ntitle: Shop\nrefund_methods: [card]\nmoney: { rounding: half_up, scale: { USDT: 4 } }\n',
  more: "review: { levels: [clerk, manager], level: \"if(refund > 50, 'manager', 'clerk')\", target: 24 h, due: 72 h }\n",
})

/** Orders and accounts over a store, without anyone who decides. */
export interface Ledger {
  readonly orders: Orders
  readonly accounts: Accounts
  readonly storage: Storage
  readonly clock: TestClock
  readonly publish: (text: string, name?: string) => Promise<void>
  /** Registers o-1 of a-1 with its own facts. */
  readonly register: (order?: object, account?: string) => Promise<Order>
  readonly elsewhere: (parts?: Partial<CreditElsewhere>) => ReturnType<Orders['creditElsewhere']>
  /** An approval of o-1: what the account's stream looks like after one. */
  readonly approve: (amount: string, currency?: string) => Promise<string>
  readonly order: () => Promise<Order>
  readonly state: (account?: string) => Promise<RunningState>
  readonly stream: (account?: string) => Promise<readonly Entry[]>
}

/** A ledger with the shop's policy, or other texts of that name. */
export async function openLedger(text = shop, storage: Storage = createMemoryStorage()): Promise<Ledger> {
  const ledger = wireLedger(storage, testClock(Date.parse('2026-03-01T12:00:00Z')))
  await ledger.publish(text)
  return ledger
}

/** A ledger over a store as it is: several over one store stand for several processes. */
export function wireLedger(storage: Storage, clock: TestClock): Ledger {
  const deps = {
    store: storage,
    policies: createKnownPolicies(storage),
    clock,
    newId: newTimeOrderedId,
    newSalt: () => randomBytes(16).toString('hex'),
    takeTurns: createTakeTurns(),
    onClockBehind: () => {},
  }
  const orders = createOrders(deps)
  const stream = (account = 'a-1'): Promise<readonly Entry[]> => storage.stream(account, 0, 1000)
  return {
    orders,
    accounts: createAccounts(deps),
    storage,
    clock,
    publish: async (text, name = 'shop') => {
      await publishUnchecked(storage, name, text)
    },
    register: async (order = { charge: '40.00', currency: 'EUR' }, account = 'a-1') => {
      const facts = { order, account: { id: account } }
      return (await orders.register({ policy: 'shop', order: 'o-1', facts, author: 'shop' })).order
    },
    elsewhere: (parts) => orders.creditElsewhere({ ...creditOf(), ...parts }),
    approve: async (amount, currency = 'EUR') => (await appendApproval(deps, amount, currency)).id,
    order: () => orders.find({ policy: 'shop', id: 'o-1' }),
    state: async (account = 'a-1') => {
      const head = await storage.head(account)
      if (head === null) throw new Error(`${account} has no entry`)
      return head.state
    },
    stream,
  }
}

/** 10.00 EUR by card for the order o-1 of the account a-1. */
function creditOf(): CreditElsewhere {
  return {
    policy: 'shop',
    order: 'o-1',
    account: 'a-1',
    part: null,
    amount: '10.00',
    currency: 'EUR',
    reference: 're_1',
    method: 'card',
    reason: 'by hand, in the dashboard',
    taken_back: false,
    author: 'support',
  }
}

function appendApproval(deps: Parameters<typeof appendToStream>[0], amount: string, currency: string): Promise<Entry> {
  const subject = { account: 'a-1', order: { policy: 'shop', id: 'o-1', part: null } }
  return appendToStream(deps, subject, async () => ({
    kind: 'decision' as const,
    author: 'shop',
    policy: null,
    request: { claim: null, currency, circumstances: untouched, supersedes: null },
    result: {
      outcome: 'approve' as const,
      label: null,
      reason_code: 'faulty',
      refund: { amount, entitled: amount, already_credited: '0', currency, method: 'card', capped_from: null },
      amounts: {},
      amounts_total: {},
      clause: null,
      rule: 'faulty',
      actions: [],
      actions_given_before: [],
      review: null,
      ignored_facts: [],
      counted: true,
      overlap: null,
    },
  }))
}
