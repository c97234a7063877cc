import { describe, expect, it } from '@jest/globals'
import type { DisputeFilter } from '../../src/disputes/disputes.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import { openDomain, wireDomain, withoutClearing } from '../journal/open-domain.ts'
import { disputePolicy } from './dispute-policy.ts'

/** Five disputes, of two accounts in turn; the second was won. */
async function withDisputes() {
  const domain = await openDomain([disputePolicy])
  const ids: string[] = []
  for (const [index, account] of ['a-1', 'a-2', 'a-1', 'a-2', 'a-1'].entries()) {
    domain.clock.advance(1000)
    const order = account === 'a-1' ? 'o-1' : null
    ids.push((await domain.report({ account, order, providerId: `dp_${index}` })).id)
  }
  await domain.disputes.close({ dispute: ids[1] ?? '', outcome: 'won', chargedBack: null, author: 'ann' })
  return { domain, ids }
}

describe('the list of disputes', () => {
  it('has the newest first, in pages, each as it stands', async () => {
    const { domain, ids } = await withDisputes()
    const first = await domain.disputes.list({}, { by: 'newest', limit: 3, cursor: null })
    const rest = await domain.disputes.list({}, { by: 'newest', limit: 3, cursor: first.next })
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual([...ids].reverse())
    expect(rest.items.map(({ status }) => status)).toEqual(['won', 'open'])
    expect(rest.next).toBeNull()
  })

  it.each([
    [{ status: 'won' }, [1]],
    [{ status: 'open', account: 'a-2' }, [3]],
    [{ account: 'a-1' }, [4, 2, 0]],
    [{ order: 'o-1', status: 'open' }, [4, 2, 0]],
    [{ order: 'o-2' }, []],
  ] as const)('%p passes what it says, however small the pages', async (filter: DisputeFilter, expected) => {
    const { domain, ids } = await withDisputes()
    for (const limit of [1, 2, 10]) {
      const found: string[] = []
      let cursor: string | null = null
      do {
        const page = await domain.disputes.list(filter, { by: 'newest', limit, cursor })
        expect(page.items.length).toBeLessThanOrEqual(limit)
        found.push(...page.items.map(({ id }) => id))
        cursor = page.next
      } while (cursor !== null)
      expect(found).toEqual(expected.map((index) => ids[index]))
    }
  })

  const days = [9, null, 3, 5, null, 3] as const
  const deadlineOf = (day: number | null) => (day === null ? null : `2026-03-0${day}T12:00:00.000Z`)
  const first = 'sort by deadline: '
  it.each<[string, DisputeFilter, readonly number[]]>([
    [`${first}the earliest, then those without one, the newest first`, {}, [2, 5, 0, 4, 3, 1]],
    [`${first}of an account`, { account: 'a-2' }, [5, 3, 1]],
    [`${first}open ones`, { status: 'open' }, [2, 5, 0, 4, 1]],
    [`${first}ended ones`, { status: 'won' }, [3]],
    ['only those that have to be answered before a time', { respondBefore: '2026-03-09T12:00:00Z' }, [2, 5]],
    ['of them those of an account', { respondBefore: '2026-03-10T00:00:00Z', account: 'a-1' }, [2, 0]],
    ['of them none that ended', { respondBefore: '2026-03-10T00:00:00Z', status: 'won' }, []],
  ])('%s', async (_, filter, expected) => {
    const domain = await openDomain([disputePolicy])
    const ids: string[] = []
    for (const [index, day] of days.entries()) {
      domain.clock.advance(1000)
      const account = index % 2 === 0 ? 'a-1' : 'a-2'
      ids.push(
        (await domain.report({ account, order: null, providerId: `dp_${index}`, respondBy: deadlineOf(day) })).id,
      )
    }
    await domain.disputes.close({ dispute: ids[3] ?? '', outcome: 'won', chargedBack: null, author: 'ann' })
    for (const limit of [1, 2, 3, 10]) {
      const found: string[] = []
      let cursor: string | null = null
      do {
        const page = await domain.disputes.list(filter, { by: 'respond_by', limit, cursor })
        expect(page.items.length).toBeLessThanOrEqual(limit)
        found.push(...page.items.map(({ id }) => id))
        cursor = page.next
      } while (cursor !== null)
      expect(found).toEqual(expected.map((index) => ids[index]))
    }
  })

  it('leaves out, and clears away, what a crash left among the deadlines', async () => {
    const storage = createMemoryStorage()
    const killed = await openDomain([disputePolicy], withoutClearing(storage))
    const { id } = await killed.report({ respondBy: '2026-03-08T12:00:00Z' })
    await killed.disputes.close({ dispute: id, outcome: 'won', chargedBack: null, author: 'ann' })
    const { disputes } = wireDomain(storage, killed.clock)
    const place = { by: 'respond_by', limit: 10, cursor: null } as const
    expect((await disputes.list({ respondBefore: '2027-01-01T00:00:00Z' }, place)).items).toEqual([])
    expect((await storage.pendingResponses(null, 10, null)).items).toEqual([])
    expect((await disputes.list({}, place)).items).toMatchObject([{ id, status: 'won' }])
  })
})
