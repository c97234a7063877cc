import type { EntryDraft } from '../journal/append-entry.ts'
import { type AppendDeps, appendToStream } from '../journal/append-to-stream.ts'
import type { Entry, EntryKind } from '../journal/entry.ts'
import { creditOf, decisionOfCredit, type Sum } from '../journal/entry-amounts.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { textIn } from '../journal/read-json.ts'
import { Rational } from '../money/rational.ts'
import { Problem } from '../problems/problem.ts'
import type { BookedLine, DeliveryReport } from './accounts.ts'
import { assertCovered } from './book-balance.ts'
import { statementLine } from './statement-line.ts'

/** Notes that a credit reached the place where the customer's money lives, or that it did not. */
export async function recordDelivery(deps: AppendDeps, report: DeliveryReport): Promise<BookedLine> {
  const decision = await deps.store.entryById(report.decision)
  if (decision === null || decision.order === null) throw notCredited(report.decision)
  const { account, order } = decision
  let creditSequence = 0
  const appended = await appendToStream<Entry>(deps, account, async ({ head }) => {
    const { credit, reports } = await deliveryState(deps.store, decision, head)
    const sum = credit === null ? null : creditOf(credit)
    if (credit === null || sum === null) throw notCredited(report.decision)
    creditSequence = credit.sequence
    const earlier = earlierReport(reports, report)
    if (earlier !== null) return { answer: earlier }
    if (report.status === 'delivered') assertCovered(head, sum.currency, Rational.of(sum.amount).negated())
    const previous = await deps.store.newestOfOrder(account, order ?? '')
    return { order: previous?.state.order ?? null, draft: draftOf(report, { decision, sum, previous }) }
  })
  if (report.status === 'delivered') await deps.store.clearPending(account, creditSequence, 'delivery')
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
  const delivered = await entriesAbout(store, place, ['credit_delivered'])
  return delivered.some((entry) => textIn(entry.request, 'decision') === decision)
}

interface DeliveryState {
  readonly credit: Entry | null
  /** Newest first. */
  readonly reports: readonly Entry[]
}

/** The entry that credited for the decision (itself, or its review's resolution), and what was reported of it. */
async function deliveryState(
  store: Pick<JournalStore, 'historyEntries'>,
  decision: Entry,
  head: Entry | null,
): Promise<DeliveryState> {
  const place = { account: decision.account, order: decision.order, upTo: head?.sequence ?? 0 }
  const kinds = ['decision', 'review_resolved', 'credit_delivered', 'credit_failed'] as const
  const entries = await entriesAbout(store, place, kinds)
  return {
    credit: entries.find((entry) => decisionOfCredit(entry) === decision.id && creditOf(entry) !== null) ?? null,
    reports: entries.filter((entry) => textIn(entry.request, 'decision') === decision.id),
  }
}

function entriesAbout(
  store: Pick<JournalStore, 'historyEntries'>,
  place: { readonly account: string; readonly order: string | null; readonly upTo: number },
  kinds: readonly EntryKind[],
): Promise<readonly Entry[]> {
  return store.historyEntries({ ...place, kinds, after: null, before: null })
}

/** The entry that answers the report as well; null where it is news. Problem delivery_conflict after another delivery. */
function earlierReport(reports: readonly Entry[], report: DeliveryReport): Entry | null {
  const delivered = reports.find(({ kind }) => kind === 'credit_delivered')
  if (delivered !== undefined) return sameDelivery(delivered, report)
  const [newest] = reports
  const isAlike = report.status === 'failed' && newest !== undefined && referenceOf(newest) === report.reference
  return isAlike ? newest : null
}

function sameDelivery(delivered: Entry, report: DeliveryReport): Entry {
  const reference = referenceOf(delivered)
  if (report.status === 'delivered' && report.reference === reference) return delivered
  throw new Problem(
    'delivery_conflict',
    `The credit of decision ${report.decision} was reported as delivered before, with the reference ${reference}.`,
    { extensions: { delivered: { reference, at: delivered.at } } },
  )
}

function referenceOf(entry: Entry): string | null {
  return textIn(entry.request, 'reference')
}

function draftOf(
  report: DeliveryReport,
  found: { readonly decision: Entry; readonly sum: Sum; readonly previous: Entry | null },
): EntryDraft {
  const { decision, sum, previous } = found
  const delivery = { amount: sum.amount, currency: sum.currency }
  return {
    account: decision.account,
    kind: report.status === 'delivered' ? 'credit_delivered' : 'credit_failed',
    order: decision.order,
    author: report.author,
    policy: null,
    idempotency_key: null,
    request: { decision: decision.id, reference: report.reference },
    result: report.status === 'delivered' ? { delivery } : { failed: delivery },
    confidential: {
      facts: null,
      order_facts: previous?.confidential?.order_facts ?? null,
      message: null,
      request_fingerprint: null,
      order_state: previous?.confidential?.order_state ?? null,
    },
  }
}

function notCredited(decision: string): Problem {
  return new Problem('decision_not_found', `No decision ${decision} credited anything.`)
}
