import type { Decision } from '../../src/decisions/decision.ts'
import type { Dispute, DisputeNotice } from '../../src/disputes/disputes.ts'
import { createDomain, type Domain as UseCases } from '../../src/domain.ts'
import type { Entry } from '../../src/journal/entry.ts'
import { type Verification, verifyJournal } from '../../src/maintenance/verify-journal.ts'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import type { Review } from '../../src/reviews/reviews.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { shippedPolicy, type TestClock, testClock } from '../decisions/open-decisions.ts'

export { problemOf } from './problem-of.ts'

import { createKnownPolicies, publishUnchecked } from './known-policies.ts'

export const day = 24 * 3600 * 1000

/** All use cases over a store, as one process has them. */
export interface Domain extends Pick<UseCases, 'decisions' | 'orders' | 'accounts' | 'reviews' | 'disputes'> {
  readonly storage: Storage
  readonly clock: TestClock
  readonly publish: (text: string) => Promise<void>
  readonly setPaused: (paused: boolean) => Promise<void>
  /** Decides by the shipped policy's name. */
  readonly ask: (facts: object, idempotencyKey?: string) => Promise<Decision>
  readonly report: (notice?: Partial<DisputeNotice>) => Promise<Dispute>
  readonly resolve: (decision: string, outcome: 'approve' | 'deny', amount?: string) => Promise<Review>
  readonly head: (account?: string) => Promise<Entry>
  readonly stream: (account?: string) => Promise<readonly Entry[]>
  readonly verify: () => Promise<Verification>
}

/** A store with the shipped policy (or other texts of its name), published in the given order. */
export async function openDomain(
  texts: readonly string[] = [shippedPolicy],
  storage: Storage = createMemoryStorage(),
): Promise<Domain> {
  const domain = wireDomain(storage, testClock(Date.parse('2026-03-01T12:00:00Z')))
  for (const text of texts) await domain.publish(text)
  return domain
}

/** The use cases over a store as it is: several over one store stand for several processes. Without `patienceMs` nobody gives up. */
export function wireDomain(storage: Storage, clock: TestClock, patienceMs?: number): Domain {
  const policies = createKnownPolicies(storage)
  const createEvaluator = createCompiledEvaluator
  const patience = patienceMs === undefined ? {} : { patienceMs }
  const domain = createDomain({ storage, clock, createEvaluator, decidingPolicies: policies, ...patience })
  const { audit, decisions, orders, accounts, reviews, disputes } = domain
  const policy = 'smm-panel'
  const author = 'panel'
  const stream = (account = 'a-1'): Promise<readonly Entry[]> => storage.stream(account, 0, 1_000_000)
  return {
    decisions,
    orders,
    accounts,
    reviews,
    disputes,
    storage,
    clock,
    publish: async (text) => {
      await publishUnchecked(storage, policy, text)
    },
    setPaused: async (paused) => {
      if (paused) await audit.pause({ author, reason: 'a test' })
      else await audit.resume({ author, reason: 'a test' })
    },
    ask: async (facts, idempotencyKey) =>
      (await decisions.decide({ policy, facts, idempotencyKey: idempotencyKey ?? null, author })).decision,
    report: async (notice) => (await disputes.report({ ...noticeOf(), ...notice })).dispute,
    resolve: (decision, outcome, amount) =>
      reviews.resolve({
        decision,
        outcome,
        amount: amount ?? null,
        proposed: null,
        method: null,
        note: 'looked at',
        reviewer: { author: 'ann', isAdmin: true, levels: {} },
      }),
    head: async (account = 'a-1') => {
      const head = await storage.head(account)
      if (head === null) throw new Error(`${account} has no entry`)
      return head
    },
    stream,
    verify: () => verifyJournal({ store: storage, policies }, { account: null }),
  }
}

/** The store of a process that ends before it takes anything out of a queue. */
export function withoutClearing(storage: Storage): Storage {
  return { ...storage, clearPending: async () => {} }
}

/** A dispute over the payment of order o-1, opened without a word to support. */
export function noticeOf(): DisputeNotice {
  return {
    policy: 'smm-panel',
    account: 'a-1',
    providerId: null,
    kind: 'chargeback',
    paymentReference: 'pay-1',
    order: 'o-1',
    part: null,
    amount: '25.00',
    currency: 'USD',
    openedAt: '2026-03-01T11:00:00Z',
    supportContactedAt: null,
    respondBy: null,
    facts: {},
    author: 'panel',
  }
}
