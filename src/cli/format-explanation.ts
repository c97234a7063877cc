import type { ExplainedDecision } from '../decisions/decisions.ts'
import type { Flip } from '../decisions/flip.ts'
import type { Resolution } from '../decisions/what-became.ts'
import type { Circumstances } from '../journal/kinds/circumstances.ts'
import { formatDecision, formatTrace } from './format-decision.ts'
import { paint } from './terminal.ts'

/** A stored decision, and what would have flipped it. */
interface FlippedDecision extends ExplainedDecision {
  readonly flips: readonly Flip[]
}

/** A stored decision for people: what it was, what it was decided on, how it came about, and what became of it. */
export function formatExplanation(decision: FlippedDecision, color: boolean): string {
  const { trace = null, facts = {} } = decision
  const title = (text: string): string => `\n${paint(color, 'bold', text)}\n`
  const factLines = Object.entries(facts).map(([name, value]) => `  ${name} = ${JSON.stringify(value)}\n`)
  const beside = trace === null ? [] : circumstanceLines(trace.circumstances)
  return [
    placeLines(decision, color),
    formatDecision(decision, color),
    factLines.length === 0 ? '' : `${title('facts')}${factLines.join('')}`,
    trace === null
      ? `${title('how it came about')}  Personal data of it was erased: its rules cannot be tried again.\n`
      : formatTrace(trace, color),
    beside.length === 0 ? '' : `${title('looked at beside the facts')}${beside.map((line) => `  ${line}\n`).join('')}`,
    flipLines(decision.flips, title),
    `${title('what became of it')}${becameLines(decision)
      .map((line) => `  ${line}\n`)
      .join('')}`,
  ].join('')
}

function placeLines(
  { id, decided_at, account, order, part, policy, clause }: ExplainedDecision,
  color: boolean,
): string {
  const lines: (readonly [string, string])[] = [
    ['decision', id],
    ['decided', `${decided_at} by version ${policy.version} of ${policy.name} (sha256 ${policy.sha256.slice(0, 12)})`],
    ['about', `order ${order}${part === null ? '' : `, part ${part}`} of account ${account}`],
    ...(clause === null ? [] : [['text', clause.url] as const]),
  ]
  return lines.map(([name, text]) => `${paint(color, 'dim', name.padEnd(8))} ${text}\n`).join('')
}

function flipLines(flips: readonly Flip[], title: (text: string) => string): string {
  if (flips.length === 0) return ''
  return `${title('what would have to be different')}${flips.map(({ words }) => `  ${words}\n`).join('')}`
}

/** What was so when it was decided and is no fact of the request; nothing of an order that nothing happened to. */
function circumstanceLines(seen: Circumstances): readonly string[] {
  const { order_got: got, waiting_review, recovery, denied } = seen
  const sums = [
    ['credited', got.credited],
    ['credited elsewhere', got.elsewhere],
    ['charged back', got.charged_back],
  ].filter(([, amount]) => amount !== '0')
  return [
    ...(sums.length === 0 ? [] : [`the order had got: ${sums.map((sum) => sum.join(' ')).join(', ')}`]),
    ...(seen.given_without_part ? ['something was given for the whole order, not for a part'] : []),
    ...(seen.dispute_open ? ['a dispute over the order was open'] : []),
    ...(seen.dispute_unclear ? ['what a lost dispute took was not stated'] : []),
    ...(seen.standing === 'good' ? [] : [`the account was ${seen.standing}`]),
    ...(seen.approvals_paused ? ['approvals were paused'] : []),
    ...(waiting_review === null ? [] : [`the review ${waiting_review.id} waited (${waiting_review.reason_code})`]),
    ...(recovery === null ? [] : [`the review ${recovery.id} waited: the order had got more than it may`]),
    ...(seen.other_review_waits ? ['a review of another part, or of the whole order, waited'] : []),
    ...(denied === null
      ? []
      : [`a person had denied it${denied.same_state ? ', in the same state' : ' in another state'}`]),
  ]
}

function becameLines({ outcome, review, resolution, superseded_by, actions }: ExplainedDecision): readonly string[] {
  if (resolution !== undefined) return resolvedLines(resolution)
  if (superseded_by !== undefined) return [`the decision ${superseded_by} took its place`]
  if (review !== null) return [`it waits for ${review.level}, until ${review.due_by} (review ${review.id})`]
  if (outcome === 'approve')
    return [`it was given at once${actions.length === 0 ? '' : `, with ${actions.length} action(s)`}`]
  return ['nothing: it stands as it was decided']
}

function resolvedLines({
  outcome,
  amount,
  refund,
  resolved_by,
  resolved_at,
  note,
  clause,
}: Resolution): readonly string[] {
  const paid = amount === null ? '' : ` ${amount} ${refund?.currency ?? ''}`.trimEnd()
  return [
    `${outcome === 'approve' ? `approved${paid}` : 'denied'} by ${resolved_by} at ${resolved_at}`,
    `note: ${note}`,
    ...(clause === null ? [] : [`clause ${clause.id}: ${clause.url}`]),
  ]
}
