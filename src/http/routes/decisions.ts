import type { Receipts } from '../../checkpoints/receipts.ts'
import type { Decisions } from '../../decisions/decisions.ts'
import type { DecisionFilter } from '../../journal/journal-store.ts'
import { jsonAnswer, textAnswer } from '../answer/answer.ts'
import { mayReadFacts } from '../openapi/may-read-facts.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'
import { underEitherName } from '../request/either-name.ts'
import { unquoteIdempotencyKey } from '../request/idempotency-key.ts'
import { readTime } from '../request/read-time.ts'
import { compareQuestion } from './compare-question.ts'

type Query = Operations['listDecisions']['request']['query']

/** Decides, previews, finds. A stored answer given again has the status 200, a new one 201. */
export function decisionRoutes(deps: {
  readonly decisions: Decisions
  readonly receipts: Receipts
  readonly defaultPolicy: string
}): OperationHandlers<
  'createDecision' | 'previewDecision' | 'compareVersions' | 'getFlips' | 'getDecision' | 'getReceipt' | 'listDecisions'
> {
  const { decisions, receipts, defaultPolicy } = deps
  return {
    createDecision: async ({ body, headers }, { author }) => {
      const key = headers['idempotency-key']
      const { decision, replayed } = await decisions.decide({
        policy: body.policy ?? defaultPolicy,
        facts: body.facts,
        language: body.language ?? null,
        idempotencyKey: key === undefined ? null : unquoteIdempotencyKey(key),
        author,
      })
      const location = { Location: `/v1/decisions/${decision.id}` }
      return replayed
        ? jsonAnswer<Operations['createDecision']['answer']>(200, decision, {
            ...location,
            'Idempotency-Replayed': 'true',
          })
        : jsonAnswer<Operations['createDecision']['answer']>(201, decision, location)
    },
    previewDecision: async ({ body }) => {
      const { facts, language = null } = body
      const preview = await decisions.preview({ policy: body.policy ?? defaultPolicy, facts, language })
      return jsonAnswer<Operations['previewDecision']['answer']>(200, preview)
    },
    compareVersions: async ({ body }, { caller }) => {
      const comparison = await decisions.compare(compareQuestion(body, defaultPolicy, caller?.roles ?? []))
      return jsonAnswer<Operations['compareVersions']['answer']>(200, comparison)
    },
    getFlips: async ({ path, query }) => {
      const flips = await decisions.flips(path.id, query.language ?? null)
      return jsonAnswer<Operations['getFlips']['answer']>(200, flips)
    },
    getDecision: async ({ path, query }) => {
      const include = query.include ?? []
      const decision = await decisions.find(path.id, {
        facts: include.includes('facts'),
        trace: include.includes('trace'),
        entry: include.includes('entry'),
      })
      return jsonAnswer<Operations['getDecision']['answer']>(200, decision)
    },
    getReceipt: async ({ path, query }, { caller }) => {
      const isOpened = query.values !== 'closed' && mayReadFacts(caller?.roles ?? [])
      const text = await receipts.of(path.id, { isOpened })
      return textAnswer(200, { mediaType: 'application/json', text })
    },
    listDecisions: async ({ query }) => {
      const page = { limit: query.limit ?? 50, cursor: query.cursor ?? null }
      const { items, next } = await decisions.list(decisionFilter(query), page)
      return jsonAnswer<Operations['listDecisions']['answer']>(200, { items, next_cursor: next })
    },
  }
}

function decisionFilter(query: Query): DecisionFilter {
  const order = underEitherName({ order: query.order, order_id: query.order_id })
  const account = underEitherName({ account: query.account, account_id: query.account_id })
  return {
    ...(order === undefined ? {} : { order }),
    ...(query.part === undefined ? {} : { part: query.part }),
    ...(account === undefined ? {} : { account }),
    ...(query.outcome === undefined ? {} : { outcome: query.outcome }),
    ...(query.clause === undefined ? {} : { clause: query.clause }),
    ...(query.rule === undefined ? {} : { rule: query.rule }),
    ...(query.policy === undefined ? {} : { policy: query.policy }),
    ...(query.policy_version === undefined ? {} : { policyVersion: query.policy_version }),
    ...(query.from === undefined ? {} : { from: readTime('from', query.from) }),
    ...(query.to === undefined ? {} : { to: readTime('to', query.to) }),
  }
}
