import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import type { EntryOf } from '../journal/entry.ts'
import { Rational } from '../money/rational.ts'
import { Problem } from '../problems/problem.ts'
import type { BookedLine, DeliveryReport } from './accounts.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { assertCovered } from './assert-covered.ts'
import { type DeliveryEntry, type DeliveryState, deliveryState } from './delivery-state.ts'
import { statementLine } from './statement-line.ts'

type DeliveryDraft = Draft<DeliveryEntry['kind']>
type Delivered = EntryOf<'credit_delivered'>

/** Notes that a credit reached the place where the customer's money lives, did not, or came back from there. */
export async function recordDelivery(deps: AccountsDeps, report: DeliveryReport): Promise<BookedLine> {
  const decision = await deps.store.entryById(report.decision)
  if (decision === null || decision.order === null) throw notCredited(report.decision)
  const { account, order } = decision
  const appended = await appendOrAnswer<DeliveryDraft, DeliveryEntry>(deps, { account, order }, async ({ head }) => {
    const state = await deliveryState(deps.store, decision)
    if (state === null) throw notCredited(report.decision)
    const earlier = earlierReport(state, report)
    if (earlier !== null) {
      for (const { sequence } of state.leftInQueue) await deps.store.clearPending(account, sequence, 'delivery')
      return { answer: earlier }
    }
    const draft = draftOf(report, state)
    if (draft.kind !== 'credit_delivered' || state.waiting === null) return { draft }
    assertCovered(head, state.sum.currency, Rational.of(state.sum.amount).negated())
    return { draft, delivers: state.waiting.sequence }
  })
  return 'answer' in appended
    ? { line: statementLine(appended.answer), replayed: true }
    : { line: statementLine(appended.entry), replayed: false }
}

/**
 * The entry that answers the report as well: one that says the same, whatever came after it, and the
 * delivery or return of a transaction that came back. Null where the report is news.
 */
function earlierReport({ reports }: DeliveryState, report: DeliveryReport): DeliveryEntry | null {
  const { status, reference } = report
  const named = reports.filter((entry) => entry.request.reference === reference)
  const delivered = deliveredBy(reports, reference)
  switch (status) {
    case 'delivered':
      return delivered
    case 'failed':
    case 'returned': {
      const returned = delivered === null ? null : returnOf(reports, delivered)
      const isAlike = ({ kind }: DeliveryEntry): boolean =>
        kind === 'credit_returned' || (kind === 'credit_failed' && status === 'failed')
      return returned ?? named.find(isAlike) ?? null
    }
  }
}

function deliveredBy(reports: readonly DeliveryEntry[], reference: string): Delivered | null {
  const isIt = (entry: DeliveryEntry): entry is Delivered =>
    entry.kind === 'credit_delivered' && entry.request.reference === reference
  return reports.find(isIt) ?? null
}

function returnOf(reports: readonly DeliveryEntry[], { id }: Delivered): DeliveryEntry | null {
  return reports.find((entry) => entry.kind === 'credit_returned' && entry.request.delivery === id) ?? null
}

/** Problem delivery_conflict for a second delivery, and for a return of what was not delivered. */
function draftOf(report: DeliveryReport, { reports, sum, method, waiting }: DeliveryState): DeliveryDraft {
  const { status, reference, author } = report
  const request = { decision: report.decision, reference }
  const said = { author, policy: null }
  const delivered = waiting === null ? (reports.find(({ kind }) => kind === 'credit_delivered') ?? null) : null
  if (status === 'delivered') {
    if (delivered !== null) throw deliveredBefore(report, delivered)
    return { kind: 'credit_delivered', ...said, request, result: { delivery: sum } }
  }
  if (delivered !== null) {
    const returned = { ...request, delivery: delivered.id }
    return { kind: 'credit_returned', ...said, request: returned, result: { returned: sum, method } }
  }
  if (status === 'failed') return { kind: 'credit_failed', ...said, request, result: { failed: sum } }
  throw new Problem(
    'delivery_conflict',
    `The credit of decision ${report.decision} is not delivered, so it cannot come back: report its delivery first.`,
  )
}

function deliveredBefore({ decision }: DeliveryReport, { request, at }: DeliveryEntry): Problem {
  return new Problem(
    'delivery_conflict',
    `The credit of decision ${decision} was reported as delivered before, with the reference ${request.reference}.`,
    { extensions: { delivered: { reference: request.reference, at } } },
  )
}

function notCredited(decision: string): Problem {
  return new Problem('decision_not_found', `No decision ${decision} credited anything.`)
}
