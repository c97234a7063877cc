import { describe, expect, it } from '@jest/globals'
import type { CompareQuestion, Comparison } from '../../src/decisions/comparison.ts'
import { returnFacts, returnsPolicy } from '../maintenance/returns-policy.ts'
import { type OpenDecisions, openDecisions } from './open-decisions.ts'

const late = { order: 'o-1', account: 'a-1', days: 16, charge: '100.00', currency: 'EUR' }
const hour = 3_600_000

/** {@link returnsPolicy} that knows when the order was bought. */
function datedPolicy(days: number): string {
  return returnsPolicy(days)
    .replace('  currency: order.currency', '  currency: order.currency\n  purchased_at: order.bought_at')
    .replace('facts:', 'facts:\n  order.bought_at: { type: timestamp, from: order, optional: true }')
}

function boughtAt(instant: string): object {
  const facts = returnFacts(late) as { readonly order: object }
  return { ...facts, order: { ...facts.order, bought_at: instant } }
}

/** Version 1 pays up to 20 days, version 2, an hour later, up to 10; another hour has gone by. */
async function openVersions(): Promise<OpenDecisions> {
  const open = await openDecisions([datedPolicy(20)])
  open.clock.advance(hour)
  await open.publish(datedPolicy(10))
  open.clock.advance(hour)
  return open
}

describe('the same facts by several versions', () => {
  const compared = ({ decisions }: OpenDecisions, by: CompareQuestion['by'], facts: object): Promise<Comparison> =>
    decisions.compare({ about: { policy: 'returns', facts }, by })

  it('are ruled on by each, and what differs from the first is named; nothing is stored', async () => {
    const open = await openVersions()
    const generous = { kind: 'text', text: datedPolicy(20).replace('charge, 90)', 'charge, 95)') } as const
    const by = [{ kind: 'active' }, { kind: 'version', version: 1 }, generous] as const
    const { items } = await compared(open, by, returnFacts(late))
    expect(
      items.map(({ version, ruling }) => [version, ruling?.outcome, ruling?.rule, ruling?.refund?.amount]),
    ).toEqual([
      [2, 'deny', null, undefined],
      [1, 'approve', 'in-time', '90.00'],
      [null, 'approve', 'in-time', '95.00'],
    ])
    const allOfIt = ['outcome', 'reason_code', 'message', 'rule', 'clause', 'refund']
    expect(items.map(({ differs }) => differs)).toEqual([[], allOfIt, allOfIt])
    expect((await open.storage.decisions({}, 10, null)).items).toEqual([])
  })

  it.each([
    ['2026-03-01T12:00:00Z', 1],
    ['2026-03-01T12:59:59.999Z', 1],
    ['2026-03-01T13:00:00Z', 2],
    ['2026-03-01T13:30:00Z', 2],
  ])('bought at %s are ruled on by version %i at purchase', async (instant, version) => {
    const { items } = await compared(await openVersions(), [{ kind: 'at_purchase' }], boughtAt(instant))
    expect(items[0]).toMatchObject({ by: 'at_purchase', version, problem: null })
  })

  it('have no version at purchase before the first, or where nobody says when it was', async () => {
    const open = await openVersions()
    const by = [{ kind: 'at_purchase' }] as const
    await expect(compared(open, by, boughtAt('2026-02-28T12:00:00Z'))).rejects.toMatchObject({
      code: 'policy_version_not_found',
    })
    await expect(compared(open, by, returnFacts(late))).rejects.toMatchObject({
      code: 'invalid_request',
      detail: expect.stringContaining('order.bought_at is unknown'),
    })
    const undated = await openDecisions([returnsPolicy(14)])
    await expect(compared(undated, by, returnFacts(late))).rejects.toMatchObject({
      detail: expect.stringContaining('subject.purchased_at'),
    })
  })

  it('that a version refuses are told as its problem', async () => {
    const open = await openVersions()
    await open.publish(
      datedPolicy(10)
        .replace('facts:', 'facts:\n  order.colour: { type: string }')
        .replace('order.days <=', "order.colour == 'red' and order.days <="),
    )
    const { items } = await compared(open, [{ kind: 'version', version: 1 }, { kind: 'active' }], returnFacts(late))
    expect(items[1]).toMatchObject({
      version: 3,
      ruling: null,
      problem: { code: 'invalid_facts' },
      differs: ['problem'],
    })
  })

  it('of a stored decision are those of then, in the circumstances of then', async () => {
    const open = await openVersions()
    const { id } = await open.ask(boughtAt('2026-03-01T12:30:00Z'))
    const paid = returnFacts({ ...late, days: 3 })
    await open.ask(paid)
    const by = [{ kind: 'active' }, { kind: 'at_purchase' }] as const
    const { decision, items } = await open.decisions.compare({ about: { decision: id }, by })
    expect(decision).toBe(id)
    expect(items.map(({ version, ruling }) => [version, ruling?.refund?.amount])).toEqual([
      [2, undefined],
      [1, '90.00'],
    ])
  })
})
