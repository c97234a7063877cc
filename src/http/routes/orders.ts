import type { Decisions } from '../../decisions/decisions.ts'
import type { Orders } from '../../orders/orders.ts'
import { jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

const newestDecisions = { limit: 20, cursor: null }

/** Registers, mends and shows orders. */
export function orderRoutes(deps: {
  readonly orders: Orders
  readonly decisions: Decisions
  readonly defaultPolicy: string
}): OperationHandlers<'registerOrder' | 'getOrder' | 'correctOrder'> {
  const { orders, decisions, defaultPolicy } = deps
  return {
    registerOrder: async ({ path, body }, { author }) => {
      const policy = body.policy ?? defaultPolicy
      const { order, created, ignored_facts } = await orders.register({
        policy,
        order: path.id,
        facts: body.facts,
        author,
      })
      return jsonAnswer<Operations['registerOrder']['answer']>(created ? 201 : 200, { ...order, ignored_facts })
    },
    getOrder: async ({ path }) => {
      const order = await orders.find(path.id)
      const { items } = await decisions.list({ account: order.account, order: order.id }, newestDecisions)
      return jsonAnswer<Operations['getOrder']['answer']>(200, { ...order, decisions: items })
    },
    correctOrder: async ({ path, body }, { author }) => {
      const policy = body.policy ?? defaultPolicy
      const { facts, reason } = body
      const order = await orders.correct({ policy, order: path.id, facts, reason, author })
      return jsonAnswer<Operations['correctOrder']['answer']>(200, order)
    },
  }
}
