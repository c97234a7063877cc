import { accountOf } from '../../decisions/account-of.ts'
import type { DecidedText } from '../../decisions/decided-text.ts'
import type { RefundRequest } from '../../decisions/decisions.ts'
import type { RefundQuestion } from '../../decisions/refund-question.ts'
import { createTakeTurns } from '../../journal/take-turns.ts'
import type { Policies } from '../../policy/versions/policies.ts'
import { textAnswer } from '../answer/answer.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

/** Decides what a line asks: those of one account in the order of their lines, those of different ones side by side. */
export function bulkDecisionRoutes(deps: {
  /** Decides in this thread or beside it. */
  readonly decideInBulk: (request: RefundRequest) => Promise<DecidedText>
  readonly policies: Pick<Policies, 'active'>
  readonly defaultPolicy: string
}): OperationHandlers<'decideInBulk'> {
  const inOrder = createAccountOrder(deps.policies)
  return {
    decideInBulk: async ({ body }, { author }) => {
      const question = { policy: body.policy ?? deps.defaultPolicy, facts: body.facts }
      const request = { ...question, idempotencyKey: body.idempotency_key, author }
      const { text, replayed } = await inOrder(question, () => deps.decideInBulk(request))
      return textAnswer(replayed ? 200 : 201, { mediaType: 'application/json', text })
    },
  }
}

/**
 * Runs work in the order in which it was asked for where it is about one account. Whose it is, is read for many at the
 * same time; each takes its place behind those that were asked for before.
 */
function createAccountOrder(
  policies: Pick<Policies, 'active'>,
): <Result>(question: RefundQuestion, work: () => Promise<Result>) => Promise<Result> {
  const takeTurns = createTakeTurns()
  let placed: Promise<unknown> = Promise.resolve()
  return async (question, work) => {
    const account = policies.active(question.policy).then((loaded) => accountOf(loaded, question.facts))
    const place = Promise.all([account, placed]).then(([name]) => ({
      done: name === null ? work() : takeTurns(name, work),
    }))
    placed = place.catch(() => undefined)
    return (await place).done
  }
}
