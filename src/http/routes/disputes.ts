import type { DisputeFilter, Disputes } from '../../disputes/disputes.ts'
import { jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

type Shown = Operations['reportDispute']['answer']

/** Notices of disputes and their ends. A notice that is known already is answered with 200, a new one with 201. */
export function disputeRoutes(deps: {
  readonly disputes: Disputes
  readonly defaultPolicy: string
}): OperationHandlers<'reportDispute' | 'listDisputes' | 'getDispute' | 'closeDispute' | 'reopenDispute'> {
  const { disputes, defaultPolicy } = deps
  return {
    reportDispute: async ({ body }, { author }) => {
      const { dispute, replayed } = await disputes.report({
        policy: body.policy ?? defaultPolicy,
        account: body.account,
        providerId: body.provider_id ?? null,
        kind: body.kind ?? 'chargeback',
        paymentReference: body.payment_reference,
        order: body.order ?? null,
        part: body.part ?? null,
        amount: body.amount,
        currency: body.currency,
        openedAt: body.opened_at,
        supportContactedAt: body.support_contacted_at ?? null,
        facts: body.facts ?? {},
        author,
      })
      return replayed
        ? jsonAnswer<Shown>(200, dispute, { 'Idempotency-Replayed': 'true' })
        : jsonAnswer<Shown>(201, dispute)
    },
    listDisputes: async ({ query }) => {
      const { items, next } = await disputes.list(filterOf(query), {
        limit: query.limit ?? 50,
        cursor: query.cursor ?? null,
      })
      return jsonAnswer<Operations['listDisputes']['answer']>(200, { items, next_cursor: next })
    },
    getDispute: async ({ path }) => jsonAnswer<Shown>(200, await disputes.find(path.id)),
    closeDispute: async ({ path, body }, { author }) => {
      const { outcome, charged_back: chargedBack = null } = body
      return jsonAnswer<Shown>(200, await disputes.close({ dispute: path.id, outcome, chargedBack, author }))
    },
    reopenDispute: async ({ path }, { author }) =>
      jsonAnswer<Shown>(200, await disputes.reopen({ dispute: path.id, author })),
  }
}

function filterOf({ status, account, order }: Operations['listDisputes']['request']['query']): DisputeFilter {
  return {
    ...(status === undefined ? {} : { status }),
    ...(account === undefined ? {} : { account }),
    ...(order === undefined ? {} : { order }),
  }
}
