import type { DisputeFilter, Disputes } from '../../disputes/disputes.ts'
import type { DisputePacks } from '../../evidence/dispute-pack.ts'
import { packPage } from '../../evidence/pack-page.ts'
import type { Policies } from '../../policy/versions/policies.ts'
import { Problem } from '../../problems/problem.ts'
import { jsonAnswer, textAnswer } from '../answer/answer.ts'
import { documentHeaders } from '../answer/security-headers.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

type Shown = Operations['reportDispute']['answer']

/** Notices of disputes and their ends. A notice that is known already is answered with 200, a new one with 201. */
export function disputeRoutes(deps: {
  readonly disputes: Disputes
  readonly disputePacks: DisputePacks
  readonly policies: Policies
  readonly defaultPolicy: string
}): OperationHandlers<
  'reportDispute' | 'listDisputes' | 'getDispute' | 'getDisputePack' | 'closeDispute' | 'reopenDispute'
> {
  const { disputes, disputePacks, policies, defaultPolicy } = deps
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
        respondBy: body.respond_by ?? null,
        facts: body.facts ?? {},
        author,
      })
      return replayed
        ? jsonAnswer<Shown>(200, dispute, { 'Idempotency-Replayed': 'true' })
        : jsonAnswer<Shown>(201, dispute)
    },
    listDisputes: async ({ query }) => {
      const { items, next } = await disputes.list(filterOf(query), {
        by: query.sort ?? 'newest',
        limit: query.limit ?? 50,
        cursor: query.cursor ?? null,
      })
      return jsonAnswer<Operations['listDisputes']['answer']>(200, { items, next_cursor: next })
    },
    getDispute: async ({ path }) => jsonAnswer<Shown>(200, await disputes.find(path.id)),
    getDisputePack: async ({ path, query }, call) => {
      const mediaType = call.preferred(['application/json', 'text/html'])
      if (mediaType === null) {
        throw new Problem('not_acceptable', 'The document is available as application/json and as text/html.')
      }
      const pack = await disputePacks.of(path.id)
      if (mediaType === 'application/json') {
        return jsonAnswer<Operations['getDisputePack']['answer']>(200, pack, { Vary: 'Accept' })
      }
      const text = await packPage(policies, pack, query.language ?? null)
      return textAnswer(200, { mediaType, text }, documentHeaders)
    },
    closeDispute: async ({ path, body }, { author }) => {
      const { outcome, charged_back: chargedBack = null } = body
      return jsonAnswer<Shown>(200, await disputes.close({ dispute: path.id, outcome, chargedBack, author }))
    },
    reopenDispute: async ({ path, query }, { author }) => {
      const respondBy = query.respond_by ?? null
      return jsonAnswer<Shown>(200, await disputes.reopen({ dispute: path.id, respondBy, author }))
    },
  }
}

function filterOf(query: Operations['listDisputes']['request']['query']): DisputeFilter {
  const { status, account, order, respond_before: respondBefore } = query
  return {
    ...(status === undefined ? {} : { status }),
    ...(account === undefined ? {} : { account }),
    ...(order === undefined ? {} : { order }),
    ...(respondBefore === undefined ? {} : { respondBefore }),
  }
}
