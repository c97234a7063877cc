import { Rational } from '../money/rational.ts'
import { Problem } from '../problems/problem.ts'
import type { BookedLine, DeliveryReport } from './accounts.ts'
import type { EntryDraft } from './append-entry.ts'
import { type AppendDeps, appendToStream } from './append-to-stream.ts'
import { assertCovered } from './book-balance.ts'
import type { Entry } from './entry.ts'
import { creditOf, type Sum } from './entry-amounts.ts'
import type { JournalStore } from './journal-store.ts'
import { textIn } from './read-json.ts'
import { statementLine } from './statement-line.ts'

/** Notes that a credit reached the place where the customer's money lives, or that it did not. */
export async function recordDelivery(deps: AppendDeps, report: DeliveryReport): Promise<BookedLine> {
  const decision = await deps.store.entryById(report.decision)
  if (decision === null || decision.order === null) throw notCredited(report.decision)
  const { account, order } = decision
  let creditSequence = 0
  const appended = await appendToStream<Entry>(deps, account, async ({ head }) => {
    const { credit, delivered } = await deliveryState(deps.store, decision, head)
    const sum = credit === null ? null : creditOf(credit)
    if (credit === null || sum === null) throw notCredited(report.decision)
    creditSequence = credit.sequence
    if (delivered !== null) return { answer: sameDelivery(delivered, report) }
    if (report.status === 'delivered') assertCovered(head, sum.currency, Rational.of(sum.amount).negated())
    const previous = await deps.store.newestOfOrder(account, order ?? '')
    return { order: previous?.state.order ?? null, draft: draftOf(report, { decision, sum, previous }) }
  })
  if ('answer' in appended) return { line: statementLine(appended.answer), replayed: true }
  if (report.status === 'delivered') {
    await deps.store.clearPending(account, creditSequence, 'delivery')
  }
  return { line: statementLine(appended.entry), replayed: false }
}

interface DeliveryState {
  readonly credit: Entry | null
  readonly delivered: Entry | null
}

/** The entry that credited for the decision (itself, or its review's resolution), and its delivery. */
async function deliveryState(
  store: Pick<JournalStore, 'historyEntries'>,
  decision: Entry,
  head: Entry | null,
): Promise<DeliveryState> {
  const entries = await store.historyEntries({
    account: decision.account,
    order: decision.order,
    kinds: ['decision', 'review_resolved', 'credit_delivered'],
    after: null,
    before: null,
    upTo: head?.sequence ?? 0,
  })
  const isOfDecision = (entry: Entry): boolean =>
    entry.id === decision.id || textIn(entry.request, 'review') === decision.id
  return {
    credit: entries.find((entry) => isOfDecision(entry) && creditOf(entry) !== null) ?? null,
    delivered:
      entries.find((entry) => entry.kind === 'credit_delivered' && textIn(entry.request, 'decision') === decision.id) ??
      null,
  }
}

function sameDelivery(delivered: Entry, report: DeliveryReport): Entry {
  const reference = textIn(delivered.request, 'reference')
  if (report.status === 'delivered' && report.reference === reference) return delivered
  throw new Problem(
    'delivery_conflict',
    `The credit of decision ${report.decision} was reported as delivered before, with the reference ${reference}.`,
    { extensions: { delivered: { reference, at: delivered.at } } },
  )
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
