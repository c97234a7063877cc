import { describe, expect, it } from '@jest/globals'
import type { DisputeFilter } from '../../src/disputes/disputes.ts'
import { openDomain } from '../journal/open-domain.ts'
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
    const first = await domain.disputes.list({}, { limit: 3, cursor: null })
    const rest = await domain.disputes.list({}, { limit: 3, cursor: first.next })
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
        const page = await domain.disputes.list(filter, { limit, cursor })
        expect(page.items.length).toBeLessThanOrEqual(limit)
        found.push(...page.items.map(({ id }) => id))
        cursor = page.next
      } while (cursor !== null)
      expect(found).toEqual(expected.map((index) => ids[index]))
    }
  })
})
