import { describe, expect, it } from '@jest/globals'
import { Problem } from '../../src/problems/problem.ts'
import { openDecisions, shippedPolicy as shippedText } from './open-decisions.ts'
import { panelFacts } from './panel-facts.ts'

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const caught = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(caught instanceof Problem)) throw new Error(`expected a problem, met ${String(caught)}`)
  return caught
}

describe('a partial order of 1000 placed at 0.27819 USD', () => {
  it.each([
    ['157', 'approve', '0.04368'],
    ['0', 'deny', null],
    ['-50', 'deny', null],
    ['1200', 'approve', '0.27819'],
    [null, 'review', null],
    [undefined, 'review', null],
  ])('with remains %p comes to %s of %p', async (remains, outcome, amount) => {
    const { ask } = await openDecisions()
    const decision = await ask(panelFacts({ order: { remains } }))
    expect(decision.outcome).toBe(outcome)
    expect(decision.refund?.amount ?? null).toBe(amount)
    expect(decision.policy).toMatchObject({ name: 'smm-panel', version: 1 })
  })

  it('names clause, rule, method and what was left undelivered', async () => {
    const { ask } = await openDecisions()
    const decision = await ask(panelFacts())
    expect(decision).toMatchObject({
      clause: { id: '2.b' },
      refund: { entitled: '0.04368', already_credited: '0.00000', currency: 'USD', method: 'balance_credit' },
      account: 'a-1',
      order: 'o-1',
      ignored_facts: [],
    })
    expect(decision.message).toContain('157')
    expect(decision.message).toContain('0.04368')
  })
})

describe('what an order gets in all', () => {
  it('is the entitlement less what it got: repeated and changing callbacks never pay twice', async () => {
    const { ask } = await openDecisions()
    const amounts = []
    for (const remains of [400, 400, 300, 500]) {
      amounts.push((await ask(panelFacts({ order: { remains } }))).refund?.amount)
    }
    const canceled = await ask(panelFacts({ order: { status: 'canceled', canceled_by: 'system', remains: 0 } }))
    expect(amounts).toEqual(['0.11128', '0.00000', '0.00000', '0.02782'])
    expect(canceled.refund).toMatchObject({ amount: '0.13909', entitled: '0.27819', already_credited: '0.13910' })
    expect((await ask(panelFacts())).reason_code).toBe('already_credited')
  })

  it('is computed from the first known charge and quantity; what differs later is ignored and said', async () => {
    const { ask } = await openDecisions()
    await ask(panelFacts({ order: { status: 'in_progress' } }))
    const decision = await ask(panelFacts({ order: { charge: '0.2345', quantity: 843 } }))
    expect(decision.refund?.amount).toBe('0.04368')
    expect(decision.ignored_facts).toEqual([
      { fact: 'order.quantity', given: '843', used: '1000' },
      { fact: 'order.charge', given: '0.2345', used: '0.27819' },
    ])
  })

  it('may leave out what is known of the order', async () => {
    const { ask } = await openDecisions()
    await ask(panelFacts({ order: { status: 'in_progress' } }))
    const decision = await ask({
      order: { id: 'o-1', status: 'partial', remains: 157 },
      account: { id: 'a-1' },
    })
    expect(decision.refund?.amount).toBe('0.04368')
  })

  it('keeps a charge with 11 decimals whole when it is refunded in full', async () => {
    const { ask } = await openDecisions()
    const decision = await ask(
      panelFacts({ order: { status: 'canceled', canceled_by: 'admin', charge: '0.10029597233' } }),
    )
    expect(decision.refund?.amount).toBe('0.10029597233')
  })

  it('is credited exactly once for any number of parallel claims', async () => {
    const { ask, storage } = await openDecisions()
    const decisions = await Promise.all(Array.from({ length: 40 }, (_, index) => ask(panelFacts(), `key-${index}`)))
    const paid = decisions.filter((decision) => decision.refund?.amount !== '0.00000')
    expect(paid.map((decision) => decision.refund?.amount)).toEqual(['0.04368'])
    expect((await storage.head('a-1'))?.sequence).toBe(40)
    expect((await storage.head('a-1'))?.state.balances).toEqual({ USD: '0.04368' })
  })
})

describe('a request with an idempotency key', () => {
  it('gets its stored answer again, also after a publish', async () => {
    const { decisions, publish, policies } = await openDecisions()
    const request = { policy: 'smm-panel', facts: panelFacts(), idempotencyKey: 'k', author: 'panel' }
    const first = await decisions.decide(request)
    const { version } = await policies.active('smm-panel')
    await publish(version.text.replace('en: Refund policy', 'en: Our refund policy'))
    expect(await decisions.decide(request)).toEqual({ decision: first.decision, replayed: true })
  })

  it('is refused for another body of the same account, and free for another account', async () => {
    const { ask } = await openDecisions()
    await ask(panelFacts(), 'k')
    expect((await problemOf(ask(panelFacts({ order: { remains: 1 } }), 'k'))).code).toBe('idempotency_key_reused')
    expect((await ask(panelFacts({ order: { id: 'o-2' }, account: { id: 'a-2' } }), 'k')).outcome).toBe('approve')
  })

  it('is refused for the same body by another policy', async () => {
    const { ask, decisions, storage } = await openDecisions([shippedText, shippedText.replace('smm-panel', 'other')])
    await ask(panelFacts(), 'k')
    const byOther = decisions.decide({ policy: 'other', facts: panelFacts(), idempotencyKey: 'k', author: 'panel' })
    expect((await problemOf(byOther)).code).toBe('idempotency_key_reused')
    expect((await storage.head('a-1'))?.sequence).toBe(1)
  })
})

describe('an order', () => {
  it('belongs to one account: another one is a conflict that shows both', async () => {
    const { ask } = await openDecisions()
    await ask(panelFacts())
    const problem = await problemOf(ask(panelFacts({ account: { id: 'a-2' } })))
    expect(problem.code).toBe('order_conflict')
    expect(problem.extensions).toEqual({ order: 'o-1', account: { registered: 'a-1', given: 'a-2' } })
  })

  it('has one currency: another one is a conflict that shows both', async () => {
    const { ask } = await openDecisions()
    await ask(panelFacts())
    const problem = await problemOf(ask(panelFacts({ order: { currency: 'EUR' } })))
    expect(problem.extensions).toEqual({ order: 'o-1', currency: { registered: 'USD', given: 'EUR' } })
  })

  it.each([
    ['a currency that nobody knows', { currency: 'QQQ' }],
    ['a negative charge', { charge: '-1' }],
    ['a foreign spelling', { status: 'Partial' }],
    ['a fact that is not declared', { remain: 1 }],
  ])('with %s is refused, and nothing is stored', async (_, order) => {
    const { ask, storage } = await openDecisions()
    expect((await problemOf(ask(panelFacts({ order })))).code).toBe('invalid_facts')
    expect(await storage.accounts(null, 10)).toEqual([])
    expect(await storage.accountOfOrder({ policy: 'smm-panel', id: 'o-1' })).toBeNull()
  })
})

describe('history', () => {
  it('counts the same claim once, and each new state of the order anew', async () => {
    const { ask, storage, clock } = await openDecisions()
    const claim = (remains: number, submitted: string) =>
      ask(panelFacts({ order: { remains }, claim: { reason: 'undelivered', submitted_at: submitted } }))
    await claim(10, '2026-03-01T10:00:00Z')
    clock.advance(1000)
    await claim(10, '2026-03-01T11:00:00Z')
    await claim(9, '2026-03-01T11:00:00Z')
    expect((await storage.head('a-1'))?.state.counters).toMatchObject({ claims: 2, decisions: 3, denials: 0 })
  })

  it('makes the eleventh claim of an account in 30 days a review, and forgets claims older than that', async () => {
    const { ask, clock } = await openDecisions()
    const claim = (id: number) =>
      ask(panelFacts({ order: { id: `o-${id}`, status: 'in_progress' }, claim: { reason: 'other' } }))
    const outcomes = []
    for (let id = 1; id <= 3; id += 1) outcomes.push((await claim(id)).outcome)
    clock.advance(31 * 24 * 3600 * 1000)
    for (let id = 4; id <= 8; id += 1) outcomes.push((await claim(id)).outcome)
    expect(outcomes).toEqual(Array.from({ length: 8 }, () => 'deny'))
    const suspected = await claim(9)
    expect(suspected.outcome).toBe('review')
    expect(suspected.clause?.id).toBe('8')
  })
})

describe('approvals that must not pay by themselves', () => {
  it('become reviews while approvals are paused, with the amount proposed and nothing credited', async () => {
    const { ask, setPaused, storage } = await openDecisions()
    setPaused(true)
    const decision = await ask(panelFacts())
    expect(decision).toMatchObject({
      outcome: 'review',
      reason_code: 'approvals_paused',
      refund: null,
      rule: null,
      clause: null,
      review: { proposed: '0.04368', currency: 'USD', method: 'balance_credit', missing_facts: [] },
    })
    expect((await storage.head('a-1'))?.state.balances).toEqual({})
  })

  it('become reviews where a limit would be exceeded: per decision, per account and day, per day', async () => {
    const limits = `limits:
  - { per: decision, currency: USD, amount: "10" }
  - { per: account_day, currency: USD, amount: "15" }
  - { per: day, currency: USD, amount: "20" }
`
    const { ask, clock } = await openDecisions([shippedWith(limits)])
    const canceled = (id: string, account: string, charge: string) =>
      ask(panelFacts({ order: { id, status: 'canceled', canceled_by: 'system', charge }, account: { id: account } }))
    const reasons = [
      (await canceled('1', 'a', '10.01')).reason_code,
      (await canceled('2', 'a', '10')).outcome,
      (await canceled('3', 'a', '5.00001')).reason_code,
      (await canceled('4', 'a', '5')).outcome,
      (await canceled('5', 'b', '5.01')).reason_code,
      (await canceled('6', 'b', '5')).outcome,
    ]
    clock.advance(24 * 3600 * 1000)
    reasons.push((await canceled('7', 'a', '10')).outcome)
    expect(reasons).toEqual(['over_limit', 'approve', 'over_limit', 'approve', 'over_limit', 'approve', 'approve'])
  })
})

function shippedWith(section: string): string {
  return shippedText.replace(/^clauses:/m, `${section}\nclauses:`)
}

describe('a review that a rule asked for', () => {
  it('is not passed by a later callback that leaves the flag out: it stays a review with the old due time', async () => {
    const { ask, clock } = await openDecisions()
    const suspected = await ask(panelFacts({ account: { fraud_suspected: true } }))
    clock.advance(3600_000)
    const later = await ask(panelFacts())
    expect(suspected).toMatchObject({ outcome: 'review', clause: { id: '8' } })
    expect(later).toMatchObject({
      outcome: 'review',
      rule: suspected.rule,
      reason_code: suspected.reason_code,
      review: { due_by: suspected.review?.due_by, proposed: '0.04368' },
    })
  })

  it('asked for by a missing fact is passed by a later callback that knows it', async () => {
    const { ask } = await openDecisions()
    await ask(panelFacts({ order: { remains: null } }))
    expect((await ask(panelFacts())).refund?.amount).toBe('0.04368')
  })
})

describe('a preview', () => {
  it('answers like a decision and leaves no trace', async () => {
    const { decisions, storage, ask } = await openDecisions()
    const preview = await decisions.preview({ policy: 'smm-panel', facts: panelFacts() })
    expect(await storage.head('a-1')).toBeNull()
    expect(await storage.accountOfOrder({ policy: 'smm-panel', id: 'o-1' })).toBeNull()
    const { id: _, ...decision } = await ask(panelFacts())
    expect(preview).toEqual(decision)
  })
})
