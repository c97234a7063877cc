import type { Accounts, BookedLine } from '../../accounts/accounts.ts'
import type { OrderPart } from '../../journal/entry.ts'
import { Problem } from '../../problems/problem.ts'
import { type Answer, jsonAnswer, textAnswer } from '../answer/answer.ts'
import { statementCsv } from '../answer/statement-csv.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'
import { unquoteIdempotencyKey } from '../request/idempotency-key.ts'
import { requestFaults } from '../request/request-fault.ts'
import { readSequenceCursor, writeSequenceCursor } from '../request/sequence-cursor.ts'

type AccountOperation =
  | 'getAccount'
  | 'listAccountEntries'
  | 'debitAccount'
  | 'adjustAccount'
  | 'liftStanding'
  | 'reportDelivery'
  | 'listUndeliveredCredits'

export function accountRoutes({
  accounts,
  defaultPolicy,
}: {
  readonly accounts: Accounts
  readonly defaultPolicy: string
}): OperationHandlers<AccountOperation> {
  return {
    getAccount: async ({ path }) => jsonAnswer<Operations['getAccount']['answer']>(200, await accounts.find(path.id)),
    listAccountEntries: async ({ path, query }, call) => {
      const mediaType = call.preferred(['application/json', 'text/csv'])
      if (mediaType === null) {
        throw new Problem('not_acceptable', 'A statement is available as application/json and as text/csv.')
      }
      const limit = query.limit ?? 50
      const { lines, next } = await accounts.statement(path.id, { before: readSequenceCursor(query.cursor), limit })
      const cursor = next === null ? null : writeSequenceCursor(next)
      const nextPage = `/v1/accounts/${encodeURIComponent(path.id)}/entries?cursor=${cursor ?? ''}&limit=${limit}`
      const headers = { Vary: 'Accept', ...(cursor === null ? {} : { Link: `<${nextPage}>; rel="next"` }) }
      return mediaType === 'text/csv'
        ? textAnswer(200, { mediaType, text: statementCsv(lines) }, headers)
        : jsonAnswer<Operations['listAccountEntries']['answer']>(200, { items: lines, next_cursor: cursor }, headers)
    },
    debitAccount: async ({ path, headers, body }, { author }) => {
      const idempotencyKey = keyOf(headers['idempotency-key'])
      return booked(await accounts.debit({ account: path.id, ...body, idempotencyKey, author }))
    },
    adjustAccount: async ({ path, headers, body }, { author }) => {
      const idempotencyKey = keyOf(headers['idempotency-key'])
      const { amount, currency, reason } = body
      const order = orderOf(body, defaultPolicy)
      return booked(
        await accounts.adjust({ account: path.id, amount, currency, order, reason, idempotencyKey, author }),
      )
    },
    liftStanding: async ({ path, body }, { author }) => {
      await accounts.liftStanding({ account: path.id, standing: body.standing, reason: body.reason, author })
      return jsonAnswer<Operations['liftStanding']['answer']>(200, await accounts.find(path.id))
    },
    reportDelivery: async ({ path, body }, { author }) =>
      booked(await accounts.recordDelivery({ decision: path.id, ...body, author })),
    listUndeliveredCredits: async ({ query }) => {
      const page = { limit: query.limit ?? 50, cursor: query.cursor ?? null }
      const { items, next } = await accounts.undelivered(page)
      return jsonAnswer<Operations['listUndeliveredCredits']['answer']>(200, { items, next_cursor: next })
    },
  }
}

/** What the adjustment counts for; a policy or a part without an order is a fault. */
function orderOf(
  { order, policy, part }: Operations['adjustAccount']['request']['body'],
  defaultPolicy: string,
): OrderPart | null {
  if (order !== undefined) return { policy: policy ?? defaultPolicy, id: order, part: part ?? null }
  const alone = Object.entries({ policy, part }).filter(([, value]) => value !== undefined)
  if (alone.length === 0) return null
  throw requestFaults(alone.map(([name]) => ({ pointer: `/${name}`, message: 'can only stand with order' })))
}

function keyOf(header: string | undefined): string | null {
  return header === undefined ? null : unquoteIdempotencyKey(header)
}

function booked({ line, replayed }: BookedLine): Answer {
  type Line = Operations['debitAccount']['answer']
  return replayed ? jsonAnswer<Line>(200, line, { 'Idempotency-Replayed': 'true' }) : jsonAnswer<Line>(201, line)
}
