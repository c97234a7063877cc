import * as fc from 'fast-check'
import type { DisputeKind } from '../../src/journal/kinds/dispute-notice.ts'
import type { texts } from './texts.ts'

/** Accounts and the orders that were placed by them. */
export const ownerOf: Readonly<Record<string, string>> = { 'o-1': 'a-1', 'o-2': 'a-1', 'o-3': 'a-2' }
export const accounts = ['a-1', 'a-2'] as const

/** One thing that somebody does; `pick` chooses among what is there by then. */
export type Step =
  | DecideStep
  | { readonly kind: 'retry'; readonly pick: number; readonly isAltered: boolean }
  | { readonly kind: 'register'; readonly order: string; readonly facts: object; readonly isStranger: boolean }
  | { readonly kind: 'correct'; readonly order: string; readonly facts: object }
  | {
      readonly kind: 'resolve'
      readonly pick: number
      readonly outcome: 'approve' | 'deny'
      readonly amount: string | null
      /** The level of whoever answers; admin: every level. */
      readonly level: 'support' | 'manager' | 'admin'
      /** The proposal that the reviewer sends along: none, what is shown, or another. */
      readonly shown: 'none' | 'right' | 'wrong'
    }
  | { readonly kind: 'reopen'; readonly pick: number }
  | {
      readonly kind: 'elsewhere'
      readonly order: string
      readonly part: string | null
      readonly amount: string
      readonly reference: string
      readonly isTakenBack: boolean
    }
  | { readonly kind: 'charge'; readonly order: string; readonly amount: string; readonly reference: string }
  | { readonly kind: 'extend'; readonly pick: number; readonly hours: number }
  | { readonly kind: 'escalate' }
  | {
      readonly kind: 'debit'
      readonly account: string
      readonly amount: string
      readonly reference: string
      readonly key: string | null
    }
  | {
      readonly kind: 'adjust'
      readonly account: string
      readonly amount: string
      readonly order: string | null
      readonly part: string | null
      readonly key: string | null
    }
  | {
      readonly kind: 'deliver'
      readonly pick: number
      readonly status: 'delivered' | 'failed' | 'returned'
      readonly reference: string
    }
  | {
      readonly kind: 'dispute'
      readonly account: string
      readonly order: string | null
      readonly part: string | null
      readonly disputeKind: DisputeKind
      readonly providerId: string | null
      readonly payment: string
      readonly amount: string
      readonly isContacted: boolean
      readonly days: number | null
    }
  | {
      readonly kind: 'close'
      readonly pick: number
      readonly outcome: 'won' | 'lost' | 'withdrawn'
      readonly chargedBack: string | null
    }
  | { readonly kind: 'reopen-dispute'; readonly pick: number; readonly days: number | null }
  | { readonly kind: 'lift'; readonly account: string; readonly standing: 'good' | 'warned' | 'suspended' }
  | { readonly kind: 'pause'; readonly paused: boolean }
  | { readonly kind: 'publish'; readonly text: keyof typeof texts }
  | { readonly kind: 'wait'; readonly hours: number }
  /** The clocks of both processes are set ahead or back. */
  | { readonly kind: 'jump'; readonly hours: number }

export interface DecideStep {
  readonly kind: 'decide'
  readonly order: string
  readonly facts: { readonly order: object; readonly claim: object; readonly account: object }
  readonly isStranger: boolean
  readonly key: string | null
}

/** What two processes do at the same time; the second may be idle. */
export interface Turn {
  readonly first: Step
  readonly second: Step | null
}

const orders = fc.constantFrom('o-1', 'o-1', 'o-2', 'o-3', 'o-3')
const parts = fc.constantFrom(null, null, null, null, 'p-1', 'p-1', 'p-2')
const pick = fc.nat({ max: 7 })
const rarely = fc.integer({ min: 0, max: 30 }).map((number) => number === 30)
const keys = fc.constantFrom(null, null, null, null, null, null, null, null, 'k-1', 'k-2')
const absentOr = <Item>(arbitrary: fc.Arbitrary<Item>): fc.Arbitrary<Item | undefined> =>
  fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: fc.constant(undefined) })

const charges = fc.constantFrom('0.27819', '0.27819', '0.10029597233', '1.00', '10', null)
const ownFacts = fc.record({
  quantity: absentOr(fc.constantFrom<string | number | null>(1000, 1000, 843, '7', 0, null)),
  charge: absentOr(charges),
  currency: absentOr(rarely.map((isOther) => (isOther ? 'EUR' : 'USD'))),
  postage: fc.constantFrom(undefined, undefined, undefined, '0.05'),
})
const statuses = fc.record({
  status: fc.constantFrom('partial', 'partial', 'partial', 'canceled', 'canceled', 'in_progress', 'completed'),
  remains: absentOr(fc.constantFrom<string | number | null>(0, 1, 157, '400', 999, 1000, 1200, -50, null)),
  canceled_by: absentOr(fc.constantFrom('system', 'admin', 'admin', 'customer', null)),
})

const decide: fc.Arbitrary<Step> = fc
  .record({
    order: orders,
    own: ownFacts,
    status: statuses,
    parcel: parts,
    reason: fc.constantFrom('none', 'none', 'undelivered', 'not_started', 'change_of_mind'),
    isSuspected: rarely,
    isStranger: rarely,
    key: keys,
  })
  .map(({ order, own, status, parcel, reason, isSuspected, isStranger, key }) => ({
    kind: 'decide',
    order,
    facts: { order: { ...own, ...status, parcel }, claim: { reason }, account: { fraud_suspected: isSuspected } },
    isStranger,
    key,
  }))

const account = fc.constantFrom(...accounts)
const none = { order: null, part: null, providerId: null }
/** A few disputes that are reported again and again, so that they are amended, opened again, or contradicted. */
const disputed = fc.constantFrom(
  { ...none, account: 'a-1', order: 'o-1', providerId: 'd-1', payment: 'p-1', amount: '0.05' },
  { ...none, account: 'a-1', order: 'o-1', part: 'p-1', providerId: 'd-2', payment: 'p-1', amount: '25.00' },
  { ...none, account: 'a-1', order: 'o-1', providerId: 'd-3', payment: 'p-2', amount: '25.00' },
  { ...none, account: 'a-2', order: 'o-3', providerId: 'd-1', payment: 'p-3', amount: '25.00' },
  { ...none, account: 'a-1', order: 'o-2', payment: 'p-4', amount: '0.05' },
  { ...none, account: 'a-1', providerId: 'd-4', payment: 'p-1', amount: '0.05' },
  { ...none, account: 'a-2', order: 'o-2', providerId: 'd-1', payment: 'p-3', amount: '0.05' },
  { ...none, account: 'a-1', order: 'o-1', providerId: 'd-1', payment: 'p-1', amount: '0.06' },
)
/** How long a dispute can be answered, where that is told. */
const days = fc.constantFrom(null, 1, 7)
const dispute: fc.Arbitrary<Step> = fc
  .record({
    disputed,
    disputeKind: fc.constantFrom(
      'inquiry' as const,
      'chargeback' as const,
      'chargeback' as const,
      'arbitration' as const,
    ),
    isContacted: fc.constantFrom(true, true, true, false),
    days,
  })
  .map(({ disputed: said, ...more }) => ({ kind: 'dispute', ...said, ...more }))

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 22, arbitrary: decide },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('retry' as const),
      pick,
      isAltered: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('register' as const),
      order: orders,
      facts: ownFacts,
      isStranger: rarely,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('correct' as const), order: orders, facts: ownFacts }) },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constant('resolve' as const),
      pick,
      outcome: fc.constantFrom('approve' as const, 'approve' as const, 'deny' as const),
      amount: fc.constantFrom(null, null, null, '0.05', '0.05', '0.01', '0.27819', '0.10029597233', '99', '0'),
      level: fc.constantFrom('support' as const, 'manager' as const, 'manager' as const, 'admin' as const),
      shown: fc.constantFrom('none' as const, 'none' as const, 'none' as const, 'right' as const, 'wrong' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('elsewhere' as const),
      order: orders,
      part: parts,
      amount: fc.constantFrom('0.05', '0.05', '0.2', '0.00000000001', '1.5'),
      reference: fc.constantFrom('r-1', 'r-2', 'r-3'),
      isTakenBack: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('charge' as const),
      order: orders,
      amount: fc.constantFrom('0.1', '0.00000000001'),
      reference: fc.constantFrom('c-1', 'c-2'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('extend' as const), pick, hours: fc.constantFrom(-1, 200, 200, 200) }),
  },
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'escalate' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('debit' as const),
      account,
      amount: fc.constantFrom('0.01', '0.01', '0.02', '0.04368', '5'),
      reference: fc.constantFrom('o-8', 'o-9'),
      key: keys,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('adjust' as const),
      account,
      amount: fc.constantFrom('0.5', '0.5', '2', '-0.1', '-0.04368', '0.00000000001'),
      order: fc.constantFrom(null, null, null, 'o-1', 'o-2', 'o-3'),
      part: parts,
      key: keys,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      pick,
      status: fc.constantFrom('delivered' as const, 'delivered' as const, 'failed' as const, 'returned' as const),
      reference: fc.constantFrom('t-1', 't-2'),
    }),
  },
  { weight: 4, arbitrary: dispute },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('close' as const),
      pick,
      outcome: fc.constantFrom('won' as const, 'lost' as const, 'lost' as const, 'lost' as const, 'withdrawn' as const),
      chargedBack: fc.constantFrom(null, null, null, '0.1', '0'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen-dispute' as const), pick, days }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('lift' as const),
      account,
      standing: fc.constantFrom('good' as const, 'good' as const, 'warned' as const, 'suspended' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('pause' as const), paused: fc.constantFrom(true, false, false) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      text: fc.constantFrom('shipped' as const, 'generous' as const, 'strict' as const, 'strict' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.constantFrom(1, 30, 80, 80) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('jump' as const), hours: fc.constantFrom(100, -3, -100) }) },
)

/**
 * What happens in a store: turns of two processes, and after how many waits each of their calls of the store
 * comes. Without bias, which makes most of them short: what takes several steps would hardly ever happen.
 */
export const histories = fc.noBias(
  fc.record({
    /** Orders that are registered at placement. */
    registered: fc.subarray(Object.keys(ownerOf)),
    turns: fc.array(
      fc.record<Turn>({
        first: step,
        second: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: step }),
      }),
      { minLength: 20, maxLength: 60, size: 'max' },
    ),
    delays: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 13 }),
  }),
)
