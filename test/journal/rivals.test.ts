import { describe, expect, it } from '@jest/globals'
import { ofKinds } from '../../src/journal/of-kind.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { shippedPolicy } from '../decisions/open-decisions.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { atEveryCall, interruptedStore } from '../storage/interrupted-store.ts'
import { type Domain, openDomain, problemOf, wireDomain } from './open-domain.ts'

/** What was answered, or the code of the problem. */
type Work = (domain: Domain) => Promise<string>

const author = 'panel'
const money = { account: 'a-1', currency: 'USD', author }
const adjusted = { ...money, reason: 'x', order: null }

async function credited(domain: Domain): Promise<void> {
  await domain.accounts.adjust({ ...adjusted, amount: '10', idempotencyKey: null })
}

/** Two processes over one store: the second does its work before a call of the first, and this is what both are answered. */
async function race(
  at: number,
  work: { readonly texts?: readonly string[]; readonly before?: (domain: Domain) => Promise<void> } & {
    readonly first: Work
    readonly rival: Work
  },
) {
  const domain = await openDomain(work.texts)
  await work.before?.(domain)
  const start = (await domain.stream()).length
  let rivalAnswer: string | null = null
  const interruption = interruptedStore(domain.storage, at, async () => {
    rivalAnswer = await work.rival(domain)
  })
  const answer = await work.first(wireDomain(interruption.storage, domain.clock))
  rivalAnswer ??= await work.rival(domain)
  const written = (await domain.stream()).slice(start)
  expect((await domain.verify()).faults).toEqual([])
  return { domain, interruption, answers: [answer, rivalAnswer], written }
}

describe('a rival in another process, whichever call of the store it comes before,', () => {
  const uses: readonly [string, Work][] = [
    ['a decision', async ({ ask }) => (await ask(panelFacts(), 'k')).id],
    [
      'an adjustment',
      async ({ accounts }) => (await accounts.adjust({ ...adjusted, amount: '1', idempotencyKey: 'k' })).line.id,
    ],
    [
      'a debit',
      async ({ accounts }) =>
        (await accounts.debit({ ...money, amount: '1', reference: 'o-9', idempotencyKey: null })).line.id,
    ],
  ]
  it.each(uses)('gets the same answer where it asks for %s under the same key: one entry', async (_, work) => {
    const calls = await atEveryCall(async (at) => {
      const { interruption, answers, written } = await race(at, { before: credited, first: work, rival: work })
      expect([at, written.map(({ id }) => id)]).toEqual([at, [answers[0]]])
      expect(answers[1]).toBe(answers[0])
      return interruption
    })
    expect(calls).toBeGreaterThanOrEqual(3)
  })

  it('is refused where it asks for something else under the same key, or is the one that is answered', async () => {
    const claim =
      (remains: number): Work =>
      async ({ ask }) => {
        const request = ask(panelFacts({ order: { remains } }), 'k')
        return request.then(
          ({ id }) => id,
          async () => (await problemOf(request)).code,
        )
      }
    const calls = await atEveryCall(async (at) => {
      const { interruption, answers, written } = await race(at, { first: claim(157), rival: claim(400) })
      expect([at, written.length]).toEqual([at, 1])
      expect(new Set(answers)).toEqual(new Set([written[0]?.id, 'idempotency_key_reused']))
      return interruption
    })
    expect(calls).toBeGreaterThanOrEqual(3)
  })

  it('gets no second credit for the same order', async () => {
    const claim: Work = async ({ ask }) => (await ask(panelFacts())).refund?.amount ?? ''
    const calls = await atEveryCall(async (at) => {
      const { interruption, answers, written } = await race(at, { first: claim, rival: claim })
      expect({ at, answers: answers.toSorted() }).toEqual({ at, answers: ['0.00000', '0.04368'] })
      expect(written).toHaveLength(2)
      return interruption
    })
    expect(calls).toBeGreaterThanOrEqual(3)
  })

  it("gets no more than the account's limit for the day leaves", async () => {
    const limit = 'limits: [{ per: account_day, currency: USD, amount: "1.00" }]\n\nclauses:'
    const texts = [shippedPolicy.replace(/^clauses:/m, limit)]
    const claim =
      (id: string): Work =>
      async ({ ask }) => {
        const order = { id, status: 'canceled', canceled_by: 'system', charge: '0.6' }
        return (await ask(panelFacts({ order }))).outcome
      }
    const calls = await atEveryCall(async (at) => {
      const { interruption, answers } = await race(at, { texts, first: claim('o-1'), rival: claim('o-2') })
      expect({ at, answers: answers.toSorted() }).toEqual({ at, answers: ['approve', 'review'] })
      return interruption
    })
    expect(calls).toBeGreaterThanOrEqual(3)
  })

  it('pauses approvals, or publishes another version: the entry that is written later knows of it', async () => {
    const other = shippedPolicy.replace('This order meets none', 'Sorry, this order meets none')
    const claim: Work = async ({ ask }) => (await ask(panelFacts())).id
    const change: Work = async (domain) => {
      await domain.publish(other)
      await domain.setPaused(true)
      return ''
    }
    let told = 0
    const calls = await atEveryCall(async (at) => {
      const { interruption, written } = await race(at, { first: claim, rival: change })
      const [entry] = ofKinds(written, ['decision'])
      expect(written).toHaveLength(1)
      const isTold = [entry?.policy?.version, entry?.result.outcome]
      if (interruption.isReached()) expect([at, ...isTold]).toEqual([at, 2, 'review'])
      else expect(isTold).toEqual([1, 'approve'])
      told += 1
      return interruption
    })
    expect(told).toBe(calls + 1)
  })

  it('finds a review resolved, or resolves it first: a person answers once', async () => {
    const resolve =
      (outcome: 'approve' | 'deny'): Work =>
      async (domain) => {
        const [entry] = await domain.stream()
        const resolution = domain.resolve(entry?.id ?? '', outcome, outcome === 'approve' ? '0.1' : undefined)
        return resolution.then(
          () => outcome,
          async () => (await problemOf(resolution)).code,
        )
      }
    const calls = await atEveryCall(async (at) => {
      const { interruption, answers, written } = await race(at, {
        before: async ({ ask }) => {
          await ask(panelFacts({ account: { fraud_suspected: true } }))
        },
        first: resolve('approve'),
        rival: resolve('deny'),
      })
      expect([at, written.length]).toEqual([at, 1])
      expect(new Set(answers)).toEqual(
        new Set([
          ...ofKinds(written, ['review_resolved']).map(({ result }) => result.outcome),
          'review_already_resolved',
        ]),
      )
      return interruption
    })
    expect(calls).toBeGreaterThanOrEqual(3)
  })
})

it('20 parallel requests under one key from 4 processes are one decision', async () => {
  const first = await openDomain()
  const processes = [first, ...[2, 3, 4].map(() => wireDomain(first.storage, first.clock))]
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => (processes[index % 4] ?? first).ask(panelFacts(), 'k')),
  )
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  expect(await first.stream()).toHaveLength(1)
})

it('who always comes second gives up when nobody waits for it any more; who stands behind it has not looked', async () => {
  const rival = await openDomain()
  const { storage, clock } = rival
  let looks = 0
  let losses = 0
  const behind: Storage = {
    ...storage,
    look: (question) => {
      looks += 1
      return storage.look(question)
    },
    append: async (sealed, options) => {
      losses += 1
      await credited(rival)
      return storage.append(sealed, options)
    },
  }
  const slow = wireDomain(behind, clock, 50)
  const answers = await Promise.allSettled([credited(slow), credited(slow)])
  const refused = { status: 'rejected', reason: expect.objectContaining({ code: 'store_unavailable' }) }
  expect(answers).toEqual([refused, refused])
  expect(looks).toBe(losses)
  expect(await rival.stream()).toHaveLength(losses)
})
