import type { StoredFacts } from '../journal/entry.ts'
import type { DisputeNotice as KnownNotice } from '../journal/kinds/dispute-notice.ts'
import { invalidFacts } from '../orders/order-subject.ts'
import { factToJson } from '../policy/facts/fact-json.ts'
import { identityFacts } from '../policy/facts/identity-facts.ts'
import { nestFacts } from '../policy/facts/nest-facts.ts'
import { readGivenFacts } from '../policy/facts/read-facts.ts'
import type { Expression } from '../policy/model/expression.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { Value } from '../policy/model/value.ts'
import type { DisputeNotice } from './disputes.ts'

/** Facts that have a field of their own in a notice. */
const noticeFacts: ReadonlySet<string> = new Set([
  'dispute.provider_id',
  'dispute.kind',
  'dispute.payment_reference',
  'dispute.order_id',
  'dispute.part',
  'dispute.amount',
  'dispute.currency',
  'dispute.opened_at',
  'dispute.support_contacted_at',
])

/** The policy's own facts of a notice, in their stored form: those of a request that have no field. Problem invalid_facts for any other. */
export function ownFacts(policy: Policy, notice: DisputeNotice): StoredFacts {
  const { facts, errors } = readGivenFacts(policy, notice.facts)
  const isOwn = ownNames(policy)
  const foreign = [...facts.keys()].filter((name) => !isOwn(name))
  const refused = foreign.map((fact) => ({
    fact,
    pointer: `/${fact.replaceAll('.', '/')}`,
    message: `${fact} is no fact that a dispute can be told beside its fields`,
    accepted: 'facts that the policy declares from: request and that have no field of their own',
  }))
  if (errors.length + refused.length > 0) throw invalidFacts([...errors, ...refused])
  return Object.fromEntries(
    [...facts].flatMap(([name, value]) => {
      const type = policy.facts.get(name)?.type
      return type === undefined ? [] : [[name, factToJson(type, value)]]
    }),
  )
}

/**
 * All facts of a notice as the policy declares them: its own, `dispute.*` from the fields, and those that
 * name account, order and part. Problem invalid_facts for what does not fit the declaration.
 */
export function disputeFacts(
  policy: Policy,
  { account, order, part }: Pick<DisputeNotice, 'account' | 'order' | 'part'>,
  { notice, own }: { readonly notice: KnownNotice; readonly own: StoredFacts },
): ReadonlyMap<string, Value> {
  const { subject } = policy
  const named: Record<string, unknown> = {
    ...own,
    ...nameOf(subject.account, account),
    ...nameOf(subject.order, order),
    ...nameOf(subject.part, part),
    'dispute.provider_id': notice.provider_id,
    'dispute.kind': notice.kind,
    'dispute.payment_reference': notice.payment_reference,
    'dispute.order_id': order,
    'dispute.part': part,
    'dispute.amount': notice.amount,
    'dispute.currency': notice.currency,
    'dispute.opened_at': notice.opened_at,
    'dispute.support_contacted_at': notice.support_contacted_at,
  }
  const declared = Object.entries(named).filter(([name]) => policy.facts.get(name)?.from === 'request')
  const { facts, errors } = readGivenFacts(policy, nestFacts(declared))
  if (errors.length > 0) throw invalidFacts(errors)
  return facts
}

/** What was told of the dispute before and the policy still declares so; what is told later counts. */
export function mergedFacts(policy: Policy, known: StoredFacts, told: StoredFacts): StoredFacts {
  const isOwn = ownNames(policy)
  const kept = Object.entries(known).filter(
    (fact) => isOwn(fact[0]) && readGivenFacts(policy, nestFacts([fact])).errors.length === 0,
  )
  return { ...Object.fromEntries(kept), ...told }
}

/** Tells the facts of a request that no field of a notice carries. */
function ownNames(policy: Policy): (name: string) => boolean {
  const { part } = policy.subject
  const named = new Set([...identityFacts(policy), ...noticeFacts, ...(part?.kind === 'fact' ? [part.name] : [])])
  return (name) => policy.facts.get(name)?.from === 'request' && !named.has(name)
}

function nameOf(expression: Expression | null, value: string | null): Record<string, string> {
  return expression?.kind === 'fact' && value !== null ? { [expression.name]: value } : {}
}
