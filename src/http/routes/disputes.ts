import type { Dispute, Disputes } from '../../disputes/disputes.ts'
import { jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

type Shown = Operations['reportDispute']['answer']

/** Notices of disputes and their ends. A notice that is known already is answered with 200, a new one with 201. */
export function disputeRoutes(deps: {
  readonly disputes: Disputes
  readonly defaultPolicy: string
}): OperationHandlers<'reportDispute' | 'listDisputes' | 'getDispute' | 'closeDispute'> {
  const { disputes, defaultPolicy } = deps
  return {
    reportDispute: async ({ body }, { author }) => {
      const { dispute, replayed } = await disputes.report({
        policy: body.policy ?? defaultPolicy,
        account: body.account,
        paymentReference: body.payment_reference,
        order: body.order ?? null,
        amount: body.amount,
        currency: body.currency,
        openedAt: body.opened_at,
        supportContactedAt: body.support_contacted_at ?? null,
        author,
      })
      return replayed
        ? jsonAnswer<Shown>(200, shown(dispute), { 'Idempotency-Replayed': 'true' })
        : jsonAnswer<Shown>(201, shown(dispute))
    },
    listDisputes: async ({ query }) => {
      const { items, next } = await disputes.list({ limit: query.limit ?? 50, cursor: query.cursor ?? null })
      return jsonAnswer<Operations['listDisputes']['answer']>(200, { items: items.map(shown), next_cursor: next })
    },
    getDispute: async ({ path }) => jsonAnswer<Shown>(200, shown(await disputes.find(path.id))),
    closeDispute: async ({ path, body }, { author }) =>
      jsonAnswer<Shown>(200, shown(await disputes.close({ dispute: path.id, outcome: body.outcome, author }))),
  }
}

/** The actions are the evaluator's, stored as JSON. */
function shown(dispute: Dispute): Shown {
  return dispute as unknown as Shown
}
