import { startingOver } from '../journal/start-over.ts'
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
    register: (registration) => startingOver(deps, (fresh) => registerOrder(fresh, registration)),
    correct: (correction) => startingOver(deps, (fresh) => correctOrder(fresh, correction)),
    creditElsewhere: (credit) => startingOver(deps, (fresh) => creditElsewhere(fresh, credit)),
    addCharge: (addition) => startingOver(deps, (fresh) => addCharge(fresh, addition)),
    find: (order) => findOrder(deps, order),
  }
}
