import { expect } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import type { GivenAction } from '../../src/journal/kinds/given-action.ts'
import { creditIn } from './sums.ts'
import { units } from './units.ts'

/** No action is given twice to a part or to the whole that it belongs to; shares add up to the credit. */
export function checkGiven(entries: readonly Entry[]): void {
  const given: { readonly part: string | null; readonly identity: string; readonly id: string }[] = []
  for (const entry of entries) {
    if (entry.kind !== 'decision' && entry.kind !== 'review_resolved') continue
    checkShares(entry)
    const part = entry.order?.part ?? null
    const earlier = given.filter((one) => part === null || one.part === null || one.part === part)
    for (const { id } of entry.result.actions_given_before) expect(earlier.map((one) => one.id)).toContain(id)
    for (const [index, action] of entry.result.actions.entries()) {
      if (action.added.length > 0) expect(creditIn(entry)).not.toBeNull()
      for (const [name, value] of Object.entries(action.parameters)) {
        if (name !== 'status') expect(units(String(value)) >= 0n).toBe(true)
      }
      if (action.per === 'decision') continue
      const identity = identityOf(action)
      if (action.cumulative.length > 0) {
        expect(action.cumulative.some((name) => units(String(action.parameters[name])) > 0n)).toBe(true)
      } else if (action.added.length === 0) expect(earlier.map((one) => one.identity)).not.toContain(identity)
      given.push({ part, identity, id: `${entry.id}.${index + 1}` })
    }
  }
}

/** Name and parameters, but for totals and for what is added. */
function identityOf({ name, parameters, cumulative, added }: GivenAction): string {
  const varying = [...cumulative, ...added]
  return JSON.stringify([name, Object.entries(parameters).filter(([parameter]) => !varying.includes(parameter))])
}

function checkShares(entry: Entry & { kind: 'decision' | 'review_resolved' }): void {
  const { outcome, amounts, refund } = entry.result
  const { net, tax } = amounts
  if (outcome !== 'approve' || net === undefined || tax === undefined) return
  expect([units(net) >= 0n, units(tax) >= 0n]).toEqual([true, true])
  expect(units(net) + units(tax)).toBe(units(refund?.amount ?? '0'))
}
