import type { Json } from '../fingerprint/canonical-json.ts'
import type { Policy } from '../policy/model/policy.ts'
import { clausesHtml } from '../policy/page/clauses-html.ts'
import { escapeHtml } from '../policy/page/escape-html.ts'
import { pageFrame } from '../policy/page/page-frame.ts'
import type { DisputePack, PackedDecision, TimelineEntry } from './dispute-pack.ts'

/** The text of the pack's policy, read, and the language that it is shown in. */
export interface ReadText {
  readonly policy: Policy
  readonly language: string
}

/**
 * The pack as one HTML document for people, banks among them: it loads and runs nothing, prints well, and says where
 * something was erased or is not proved. Every value is escaped. `text` is null where the pack has no policy text.
 */
export function packHtml(pack: DisputePack, text: ReadText | null): string {
  const { dispute } = pack
  return pageFrame({
    title: `Dispute ${dispute.provider_id ?? dispute.payment_reference}`,
    language: 'en',
    head: ['<meta name="robots" content="noindex">'],
    header: [
      `<p class="meta">${escapeHtml(dispute.kind)} over ${sum(dispute.amount, dispute.currency)}, ${escapeHtml(dispute.status)} · made ${time(pack.made_at)}</p>`,
      ...(pack.erased
        ? ['<p class="standing" role="note">Personal data was erased here. What it concerned is left out below.</p>']
        : []),
    ],
    aside: null,
    main: [
      section('dispute', 'The dispute', disputeHtml(pack)),
      section('order', 'The order', orderHtml(pack)),
      section('timeline', 'What happened, in order', timelineHtml(pack.timeline)),
      section('decisions', 'Decisions, and what the customer was told', decisionsHtml(pack.decisions)),
      section('policy', 'The policy as it was shown at the time of purchase', policyHtml(pack, text)),
      section('receipts', 'Proofs', receiptsHtml(pack.decisions)),
    ],
    footer: [
      '<p>Made from an append-only journal in which each entry holds the hash of the one before it. The same as JSON: <code>GET /v1/disputes/{id}/pack</code></p>',
    ],
  })
}

function section(id: string, title: string, html: string): string {
  return `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${title}</h2>\n${html}\n</section>`
}

function disputeHtml({ dispute }: DisputePack): string {
  return list([
    ['Id here', code(dispute.id)],
    ['Id at the provider', textOr(dispute.provider_id, 'not told')],
    ['Payment', escapeHtml(dispute.payment_reference)],
    ['Account', escapeHtml(dispute.account)],
    ['Kind', escapeHtml(dispute.kind)],
    ['Amount', sum(dispute.amount, dispute.currency)],
    ['Opened', time(dispute.opened_at)],
    ['Support was asked before', dispute.support_contacted_at === null ? 'no' : time(dispute.support_contacted_at)],
    ['Reported here', time(dispute.reported_at)],
    ['State', escapeHtml(dispute.status)],
    ['To be answered by', dispute.respond_by === null ? deadlineNote(dispute.status) : time(dispute.respond_by)],
    ['Closed', dispute.closed_at === null ? 'not yet' : time(dispute.closed_at)],
    ['Taken from the order', escapeHtml(dispute.charged_back)],
  ])
}

function deadlineNote(status: DisputePack['dispute']['status']): string {
  return status === 'open' ? 'not told' : 'no more: it has ended'
}

function orderHtml({ order, purchase }: DisputePack): string {
  if (order === null) return '<p>The dispute names no order that is known here.</p>'
  const knownBy = purchase?.known_by === 'facts' ? '' : ' (when it was first reported here)'
  return list([
    ['Order', code(order.id)],
    ['Account', escapeHtml(order.account)],
    ['Bought', purchase === null ? 'not known' : `${time(purchase.at)}${knownBy}`],
    ['Credited here', sum(order.credited, order.currency)],
    ['Credited elsewhere', sum(order.credited_elsewhere, order.currency)],
    ['Charged back', sum(order.charged_back, order.currency)],
    ['The most that it may get', order.at_most === null ? 'not known' : sum(order.at_most, order.currency)],
    ...Object.entries(order.facts).map(([name, value]) => [`<code>${escapeHtml(name)}</code>`, shown(value)] as const),
  ])
}

function timelineHtml(timeline: readonly TimelineEntry[]): string {
  const rows = timeline.map(({ at, type, part, data }) => {
    const details = Object.entries(data).flatMap(detailsHtml).join(', ')
    const what = `<span class="kind">${escapeHtml(type)}</span>${part === null ? '' : ` (part ${escapeHtml(part)})`}`
    return `<tr><th scope="row">${time(at)}</th><td>${what}</td><td>${details}</td></tr>`
  })
  const head = '<thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Details</th></tr></thead>'
  return `<table>\n${head}\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`
}

/** What is said of it elsewhere in the document, or by its type. */
const saidElsewhere: readonly string[] = ['clause_url', 'dispute', 'policy_version']

/** What says something to a reader; the JSON has all of it. */
function detailsHtml([name, value]: readonly [string, Json]): readonly string[] {
  if (value === null || value === '' || saidElsewhere.includes(name)) return []
  if (typeof value !== 'object') return [`${escapeHtml(name)} ${shown(value)}`]
  if (Object.keys(value).length === 0) return []
  const { amount, currency } = value as { readonly amount?: Json; readonly currency?: Json }
  const isMoney = typeof amount === 'string' && typeof currency === 'string'
  return [`${escapeHtml(name)} ${isMoney ? sum(amount, currency) : shown(value)}`]
}

function decisionsHtml(decisions: readonly PackedDecision[]): string {
  if (decisions.length === 0) return '<p>Nothing was decided about a refund of this order.</p>'
  return decisions.map(decisionHtml).join('\n')
}

function decisionHtml({ decision, erased }: PackedDecision): string {
  const { id, outcome, label, decided_at, message, refund, clause, rule, policy, part, resolution } = decision
  const facts = Object.entries(decision.facts ?? {})
  const resolved =
    resolution === undefined
      ? []
      : [
          [
            'A person decided',
            `${resolution.outcome === 'approve' ? 'approved' : 'denied'}${resolution.refund === null ? '' : ` ${sum(resolution.refund.amount, resolution.refund.currency)}`}, ${time(resolution.resolved_at)}`,
          ] as const,
        ]
  return [
    '<section>',
    `<h3>${time(decided_at)}: ${escapeHtml(label ?? outcome)}</h3>`,
    `<p class="words">${escapeHtml(message)}</p>`,
    list([
      ['Decision', code(id)],
      ...(part === null ? [] : [['Part', escapeHtml(part)] as const]),
      [
        'Credited',
        refund === null ? 'nothing' : `${sum(refund.amount, refund.currency)} by ${escapeHtml(refund.method)}`,
      ],
      ...(clause === null
        ? []
        : [
            [
              'Clause',
              `${escapeHtml(clause.id)} ${escapeHtml(clause.title)} <code>${escapeHtml(clause.url)}</code>`,
            ] as const,
          ]),
      ['Rule', textOr(rule, 'none: the service decided by itself')],
      ['Decided by', `version ${policy.version} of ${escapeHtml(policy.name)}, ${code(policy.sha256)}`],
      ...resolved,
      ['Facts', factsHtml(facts, erased)],
    ]),
    '</section>',
  ].join('\n')
}

function factsHtml(facts: readonly (readonly [string, Json])[], isErased: boolean): string {
  const known = facts.map(([name, value]) => `<code>${escapeHtml(name)}</code> ${shown(value)}`).join(', ')
  return isErased ? `${known}${known === '' ? '' : '. '}Personal data was erased.` : known
}

function policyHtml({ policy, order, purchase }: DisputePack, text: ReadText | null): string {
  if (policy === null || text === null) {
    return order === null || purchase === null
      ? '<p>When it was bought is not known here.</p>'
      : '<p>No policy text was published here yet when it was bought.</p>'
  }
  const about = list([
    ['Policy', escapeHtml(policy.name)],
    ['Version', `${policy.version}${policy.retired ? ', which had ended the policy' : ''}`],
    ['In force', `from ${time(policy.published_at)} ${policy.until === null ? 'on' : `until ${time(policy.until)}`}`],
    ['SHA-256 of the text', code(policy.sha256)],
    ['Public page', `<code>${escapeHtml(policy.url)}</code>`],
  ])
  const language = escapeHtml(text.language)
  return `${about}\n<div class="quoted" lang="${language}">\n${clausesHtml(text.policy.clauses, text, 3)}\n</div>`
}

function receiptsHtml(decisions: readonly PackedDecision[]): string {
  const intro =
    '<p>A receipt proves, without this service, that a decision stands in the journal as it was made: it leads from the decision to a signed checkpoint over all entries. <code>refund-policy receipt verify</code> checks one.</p>'
  const items = decisions.map(({ decision: { id }, receipt, no_receipt }) =>
    receipt === null
      ? `<h3>${code(id)}</h3>\n<p>Not covered by a checkpoint yet. ${escapeHtml(no_receipt ?? '')}</p>`
      : `<h3>${code(id)}</h3>\n<pre>${escapeHtml(receipt)}</pre>`,
  )
  return [intro, ...items].join('\n')
}

function list(rows: readonly (readonly [string, string])[]): string {
  const items = rows.map(([name, html]) => `<tr><th scope="row">${name}</th><td>${html}</td></tr>`)
  return `<table>\n<tbody>\n${items.join('\n')}\n</tbody>\n</table>`
}

function time(instant: string): string {
  const shortened = `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`
  return `<time datetime="${escapeHtml(instant)}">${escapeHtml(shortened)}</time>`
}

function sum(amount: string, currency: string | null): string {
  return escapeHtml(currency === null ? amount : `${amount} ${currency}`)
}

function textOr(text: string | null, otherwise: string): string {
  return text === null ? otherwise : escapeHtml(text)
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`
}

/** A value of the journal as text: a text as it is, anything else as JSON. */
function shown(value: Json): string {
  return escapeHtml(typeof value === 'string' ? value : JSON.stringify(value))
}
