import type { OrderKey } from '../journal/entry.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { orderOfAnother } from './order-subject.ts'

/**
 * What an entry about the order has to bind: the order itself while it is free, null once it is this account's.
 * An order that another account placed is refused: Problem order_conflict.
 */
export function bindingFor(
  { account, owner }: Pick<StreamView, 'account' | 'owner'>,
  order: OrderKey,
): OrderKey | null {
  if (owner !== null && owner !== account) throw orderOfAnother({ account, order: order.id }, owner)
  return owner === null ? { policy: order.policy, id: order.id } : null
}
