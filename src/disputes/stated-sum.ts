import type { Sum } from '../journal/model/sum.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { givenAmount } from '../money/given-amount.ts'
import type { OrderMoney } from '../orders/order-money.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Policy } from '../policy/model/policy.ts'
import { Problem } from '../problems/problem.ts'
import type { DisputeEnd } from './disputes.ts'

interface Stating {
  readonly end: DisputeEnd
  readonly view: StreamView
  readonly money: Pick<OrderMoney, 'currency'>
  readonly policy: Policy
}

/**
 * What a person states that a lost dispute took from its order; null where nothing is stated. Problems:
 * invalid_request where nothing can be, or with more decimals than the currency has; charge_not_known
 * where the order has no currency yet.
 */
export function statedSum({ end, view, money, policy }: Stating): Sum | null {
  const { outcome, chargedBack } = end
  if (chargedBack === null) return null
  if (outcome !== 'lost') throw refused(`a dispute that ends as ${outcome} takes nothing`)
  if (view.order === null) throw refused('the dispute names no order')
  const currency = money.currency ?? view.orderState.currency
  if (currency === null) {
    throw new Problem(
      'charge_not_known',
      `The currency of the order ${view.order.id} is not known yet: register it first.`,
    )
  }
  const amount = givenAmount(chargedBack)
  const scale = currencyScale(policy, currency) ?? 0
  if (amount.sign() < 0) throw refused('it is below 0')
  if (!amount.round(scale, 'down').equals(amount)) throw refused(`${currency} has ${scale} decimals`)
  return { amount: amount.toDecimal(), currency }
}

function refused(why: string): Problem {
  return new Problem('invalid_request', `What was charged back cannot be stated so: ${why}.`)
}
