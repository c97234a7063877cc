import { sumDecimals } from '../../money/sum-decimals.ts'
import type { OrderFold } from '../model/kind.ts'
import type { NamedAmounts } from '../model/state.ts'
import type { GivenAction } from './given-action.ts'

/** The fold with the named amounts and actions that an entry gave. */
export function withGiven(
  before: OrderFold,
  given: { readonly amounts: NamedAmounts; readonly actions: readonly GivenAction[] },
): OrderFold {
  const more = given.actions.some(({ per }) => per === 'order') ? 1 : 0
  const after = <State extends { readonly amounts: NamedAmounts; readonly actions_given: number }>(
    state: State,
  ): State => ({
    ...state,
    amounts: summed(state.amounts, given.amounts),
    actions_given: state.actions_given + more,
  })
  return { order: after(before.order), part: after(before.part) }
}

function summed(before: NamedAmounts, added: NamedAmounts): NamedAmounts {
  const sums: Record<string, string> = { ...before }
  for (const [name, amount] of Object.entries(added)) sums[name] = sumDecimals([sums[name] ?? '0', amount])
  return sums
}
