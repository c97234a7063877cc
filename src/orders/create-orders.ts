import { addCharge } from './add-charge.ts'
import { correctOrder } from './correct-order.ts'
import { creditElsewhere } from './credit-elsewhere.ts'
import { findOrder } from './find-order.ts'
import type { Orders } from './orders.ts'
import type { OrdersDeps } from './orders-deps.ts'
import { registerOrder } from './register-order.ts'

/** Wires the use cases of orders over one store. */
export function createOrders(deps: OrdersDeps): Orders {
  return {
    register: (registration) => registerOrder(deps, registration),
    correct: (correction) => correctOrder(deps, correction),
    creditElsewhere: (credit) => creditElsewhere(deps, credit),
    addCharge: (addition) => addCharge(deps, addition),
    find: (order) => findOrder(deps, order),
  }
}
