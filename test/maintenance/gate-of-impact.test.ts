import { describe, expect, it } from '@jest/globals'
import type { GateFault } from '../../src/drafts/gate-check.ts'
import type { PublishGate } from '../../src/drafts/release-settings.ts'
import { gateOfImpact } from '../../src/maintenance/gate-of-impact.ts'
import { createImpacts } from '../../src/maintenance/impacts.ts'
import { openReplayHere } from '../../src/workers/replay-threads.ts'
import { type OpenDecisions, openDecisions } from '../decisions/open-decisions.ts'
import { returnFacts, returnsPolicy } from './returns-policy.ts'

/** Ten returns on two days, after 10 to 19 days, of 10.00 EUR each: up to 14 days 9.00 are paid. */
async function tenReturns(): Promise<OpenDecisions> {
  const open = await openDecisions([returnsPolicy(14)])
  for (let index = 0; index < 10; index += 1) {
    const returned = { order: `o-${index}`, account: 'a-1', days: 10 + index, charge: '10.00', currency: 'EUR' }
    await open.ask(returnFacts(returned))
    open.clock.advance(3 * 3_600_000)
  }
  return open
}

async function faultsOf(
  { storage, clock }: OpenDecisions,
  text: string,
  gate: PublishGate,
): Promise<readonly GateFault[]> {
  const impacts = createImpacts({ store: storage, openThreads: openReplayHere, inTurn: (work) => work() })
  const check = { valid: true, diagnostics: [], cases: [], breaking: [] }
  const candidate = { policy: 'returns', text, check, before: null }
  const checks = gateOfImpact({ impacts, clock, stop: new AbortController().signal })
  const faults = await Promise.all(checks.map((one) => one.faultsOf(candidate, gate)))
  return faults.flat()
}

describe('the limits of a gate that impact measures', () => {
  it('are kept up to what they allow, and not beyond', async () => {
    const open = await tenReturns()
    // Two more days pay two more returns: 18.00 EUR on two days, 2 of 10.
    const most = { max_extra_credit_per_day: { EUR: '9.00' }, max_flip_share: '0.2' }
    expect(await faultsOf(open, returnsPolicy(16), most)).toEqual([])
    const less = { max_extra_credit_per_day: { EUR: '8.99', USD: '0' }, max_flip_share: '0.19' }
    expect(await faultsOf(open, returnsPolicy(16), less)).toEqual([
      {
        limit: 'max_extra_credit_per_day',
        allowed: '8.99 EUR',
        found: '9 EUR a day more would have been credited in the last 30 days',
      },
      {
        limit: 'max_flip_share',
        allowed: 'a share of 0.19',
        found: '2 of 10 decisions of the last 30 days would flip',
      },
    ])
  })

  it('are about the last 30 days', async () => {
    const open = await tenReturns()
    open.clock.advance(31 * 24 * 3_600_000)
    expect(
      await faultsOf(open, returnsPolicy(30), { max_extra_credit_per_day: { EUR: '0' }, max_flip_share: '0' }),
    ).toEqual([])
  })

  it('are not kept by a text that cannot decide on what was decided', async () => {
    const asking = returnsPolicy(14)
      .replace('facts:', 'facts:\n  order.colour: { type: string }')
      .replace('order.days <=', "order.colour == 'red' and order.days <=")
    const faults = await faultsOf(await tenReturns(), asking, { max_flip_share: '1' })
    expect(faults.map(({ limit, found }) => [limit, found])).toEqual([
      ['max_extra_credit_per_day', '10 decisions of the last 30 days cannot be decided again by the text'],
      ['max_flip_share', '10 decisions of the last 30 days cannot be decided again by the text'],
    ])
  })
})
