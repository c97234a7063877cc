import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, appendOrAnswer } from '../journal/append-to-stream.ts'
import type { Entry, EntryOf } from '../journal/entry.ts'
import { creditOf, decisionOfCredit } from '../journal/evolve.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { Sum } from '../journal/model/sum.ts'
import { ofKinds } from '../journal/of-kind.ts'
import { Rational } from '../money/rational.ts'
import { Problem } from '../problems/problem.ts'
import type { BookedLine, DeliveryReport } from './accounts.ts'
import { assertCovered } from './book-balance.ts'
import { statementLine } from './statement-line.ts'

type DeliveryEntry = EntryOf<'credit_delivered' | 'credit_failed'>

/** Notes that a credit reached the place where the customer's money lives, or that it did not. */
export async function recordDelivery(deps: AppendDeps, report: DeliveryReport): Promise<BookedLine> {
  const decision = await deps.store.entryById(report.decision)
  if (decision === null || decision.order === null) throw notCredited(report.decision)
  const { account, order } = decision
  const appended = await appendOrAnswer<Draft<DeliveryEntry['kind']>, DeliveryEntry>(
    deps,
    { account, order },
    async ({ head }) => {
      const { credit, reports } = await deliveryState(deps.store, decision, head)
      const sum = credit === null ? null : creditOf(credit)
      if (credit === null || sum === null) throw notCredited(report.decision)
      const earlier = earlierReport(reports, report)
      if (earlier !== null) {
        // Whoever wrote it may have ended before the credit left the queue.
        if (earlier.kind === 'credit_delivered') await deps.store.clearPending(account, credit.sequence, 'delivery')
        return { answer: earlier }
      }
      const draft = draftOf(report, decision, sum)
      if (draft.kind === 'credit_failed') return { draft }
      assertCovered(head, sum.currency, Rational.of(sum.amount).negated())
      return { draft, delivers: credit.sequence }
    },
  )
  return 'answer' in appended
    ? { line: statementLine(appended.answer), replayed: true }
    : { line: statementLine(appended.entry), replayed: false }
}

/** Whether the stream says that the decision's credit was delivered. */
export async function isDelivered(
  store: Pick<JournalStore, 'historyEntries'>,
  { account, order }: Pick<Entry, 'account' | 'order'>,
  decision: string,
): Promise<boolean> {
  const place = { account, order, upTo: Number.MAX_SAFE_INTEGER }
  const kinds = ['credit_delivered'] as const
  const delivered = await store.historyEntries({ ...place, kinds, after: null, before: null })
  return ofKinds(delivered, kinds).some(({ request }) => request.decision === decision)
}

interface DeliveryState {
  readonly credit: Entry | null
  /** Newest first. */
  readonly reports: readonly DeliveryEntry[]
}

/** The entry that credited for the decision (itself, or its review's resolution), and what was reported of it. */
async function deliveryState(
  store: Pick<JournalStore, 'historyEntries'>,
  decision: Entry,
  head: Entry | null,
): Promise<DeliveryState> {
  const place = { account: decision.account, order: decision.order, upTo: head?.sequence ?? 0 }
  const kinds = ['decision', 'review_resolved', 'credit_delivered', 'credit_failed'] as const
  const entries = await store.historyEntries({ ...place, kinds, after: null, before: null })
  const reports = ofKinds(entries, ['credit_delivered', 'credit_failed'])
  return {
    credit: entries.find((entry) => creditOf(entry) !== null && decisionOfCredit(entry) === decision.id) ?? null,
    reports: reports.filter(({ request }) => request.decision === decision.id),
  }
}

/** The entry that answers the report as well; null where it is news. Problem delivery_conflict after another delivery. */
function earlierReport(reports: readonly DeliveryEntry[], report: DeliveryReport): DeliveryEntry | null {
  const delivered = reports.find(({ kind }) => kind === 'credit_delivered')
  if (delivered !== undefined) return sameDelivery(delivered, report)
  const [newest] = reports
  const isAlike = report.status === 'failed' && newest?.request.reference === report.reference
  return isAlike ? newest : null
}

function sameDelivery(delivered: DeliveryEntry, report: DeliveryReport): DeliveryEntry {
  const { reference } = delivered.request
  if (report.status === 'delivered' && report.reference === reference) return delivered
  throw new Problem(
    'delivery_conflict',
    `The credit of decision ${report.decision} was reported as delivered before, with the reference ${reference}.`,
    { extensions: { delivered: { reference, at: delivered.at } } },
  )
}

function draftOf(report: DeliveryReport, decision: Entry, sum: Sum): Draft<DeliveryEntry['kind']> {
  const request = { decision: decision.id, reference: report.reference }
  const said = { author: report.author, policy: null, request }
  return report.status === 'delivered'
    ? { kind: 'credit_delivered', ...said, result: { delivery: sum } }
    : { kind: 'credit_failed', ...said, result: { failed: sum } }
}

function notCredited(decision: string): Problem {
  return new Problem('decision_not_found', `No decision ${decision} credited anything.`)
}
