import type { Decisions } from '../../decisions/decisions.ts'
import type { Orders } from '../../orders/orders.ts'
import { type Answer, jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'
import { orderPolicy } from '../request/order-policy.ts'

const newestDecisions = { limit: 20, cursor: null }

type OrderOperation = 'registerOrder' | 'getOrder' | 'correctOrder' | 'creditElsewhere' | 'addCharge'
type WriteRequest = Operations['registerOrder' | 'correctOrder' | 'creditElsewhere' | 'addCharge']['request']

export function orderRoutes(deps: {
  readonly orders: Orders
  readonly decisions: Decisions
  readonly defaultPolicy: string
}): OperationHandlers<OrderOperation> {
  const { orders, decisions, defaultPolicy } = deps
  const named = ({ path, query, body }: WriteRequest): { readonly policy: string; readonly order: string } => ({
    policy: orderPolicy(query, body, defaultPolicy),
    order: path.id,
  })
  return {
    registerOrder: async (request, { author }) => {
      const { facts } = request.body
      const { order, created, ignored_facts } = await orders.register({ ...named(request), facts, author })
      return jsonAnswer<Operations['registerOrder']['answer']>(created ? 201 : 200, { ...order, ignored_facts })
    },
    getOrder: async ({ path, query }) => {
      const policy = query.policy ?? defaultPolicy
      const order = await orders.find({ policy, id: path.id })
      const { items } = await decisions.list({ account: order.account, order: order.id, policy }, newestDecisions)
      return jsonAnswer<Operations['getOrder']['answer']>(200, { ...order, decisions: items })
    },
    correctOrder: async (request, { author }) => {
      const { facts, reason } = request.body
      const order = await orders.correct({ ...named(request), facts, reason, author })
      return jsonAnswer<Operations['correctOrder']['answer']>(200, order)
    },
    creditElsewhere: async (request, { author }) => {
      const {
        account = null,
        part = null,
        method = null,
        reason = null,
        taken_back = false,
        ...credited
      } = request.body
      const given = { account, part, method, reason, taken_back, ...credited, ...named(request), author }
      const { order, credit, replayed } = await orders.creditElsewhere(given)
      return recorded<Operations['creditElsewhere']['answer']>({ ...order, credit }, replayed)
    },
    addCharge: async (request, { author }) => {
      const { currency = null, fact = null, facts = null, reason = null, amount, reference } = request.body
      const given = { amount, currency, reference, fact, facts, reason, ...named(request), author }
      const { order, charge, replayed } = await orders.addCharge(given)
      return recorded<Operations['addCharge']['answer']>({ ...order, charge }, replayed)
    },
  }
}

function recorded<Value>(value: Parameters<typeof jsonAnswer<Value>>[1], replayed: boolean): Answer {
  return replayed ? jsonAnswer<Value>(200, value, { 'Idempotency-Replayed': 'true' }) : jsonAnswer<Value>(201, value)
}
