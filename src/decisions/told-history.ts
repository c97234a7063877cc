import { type Circumstances, untouched } from '../journal/kinds/circumstances.ts'
import { Rational } from '../money/rational.ts'
import { invalidFacts } from '../orders/order-subject.ts'
import { readHistory } from '../policy/cases/read-history.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues } from '../policy/model/value.ts'

/** What is told of the past, where no journal is asked: the trial of a text, a policy's own case. */
export interface ToldHistory {
  /** The history facts. */
  readonly facts: FactValues
  readonly circumstances: Pick<Circumstances, 'order_got' | 'part_got' | 'dispute_open'>
}

/** What history facts, nested or by dotted name, tell of the past. Problem invalid_facts for such as the policy has none. */
export function toldIn(policy: Policy, history: Readonly<Record<string, unknown>>): ToldHistory {
  const { facts, errors } = readHistory(policy, history)
  if (errors.length > 0) throw invalidFacts(errors)
  return { facts, circumstances: toldCircumstances(policy, facts) }
}

/** What the order got, and whether it is disputed, as far as history facts say it. */
export function toldCircumstances(policy: Policy, facts: FactValues): ToldHistory['circumstances'] {
  const ofOrder = (state: 'credited' | 'open_disputes'): Rational => {
    const fact = [...policy.facts.values()].find(
      ({ history }) => history?.kind === 'state' && history.state === state && history.of !== 'account',
    )
    const value = fact === undefined ? undefined : facts.get(fact.name)
    return value instanceof Rational ? value : Rational.zero
  }
  const got = { ...untouched.order_got, credited: ofOrder('credited').toDecimal() }
  return { order_got: got, part_got: got, dispute_open: ofOrder('open_disputes').sign() > 0 }
}
