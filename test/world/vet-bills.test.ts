import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, type World } from './open-world.ts'

describe('bills of one policyholder, of which a deductible is borne once a year and so much is paid', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('vet-bills')
  })
  afterAll(() => world.close())

  const send = (policy: string, number: string, total: string) =>
    world.rule({
      bill: { number, total, treated_on: '2026-02-20' },
      policy: { number: policy, starts_at: '2025-01-01T00:00:00-07:00' },
      animal: { born_on: '2023-01-01' },
      claim: { kind: 'illness', began_at: '2026-02-01T00:00:00-07:00', at: '2026-02-25T10:00:00-07:00' },
    })

  it('a bill that is sent again is not worth the deductible more, now that something was paid', async () => {
    expect(await send('p-1', 'b-1', '1000.00')).toMatchObject({ refund: { amount: '675.00' } })
    expect(await send('p-1', 'b-1', '1000.00')).toMatchObject({
      reason_code: 'already_credited',
      refund: { amount: '0.00', entitled: '675.00' },
    })
  })

  it('the next bill is paid without the deductible, and what the year has left', async () => {
    expect(await send('p-2', 'b-2', '5000.00')).toMatchObject({ refund: { amount: '4275.00' } })
    expect(await send('p-2', 'b-3', '500.00')).toMatchObject({ refund: { amount: '450.00' } })
    expect(await send('p-2', 'b-4', '900.00')).toMatchObject({ refund: { amount: '275.00' } })
    expect(await send('p-2', 'b-5', '100.00')).toMatchObject({ reason_code: 'nothing_to_refund' })
  })

  it('bills that arrive at the same moment bear the deductible once, and get the year once', async () => {
    const sent = ['b-6', 'b-7', 'b-8', 'b-6', 'b-7', 'b-8'].map((number) => send('p-3', number, '3000.00'))
    const amounts = (await Promise.all(sent)).map(({ refund }) =>
      Number((refund as { amount: string } | null)?.amount ?? 0),
    )
    expect(amounts.sort((one, other) => one - other)).toEqual([0, 0, 0, 0, 2475, 2525])
  })
})
