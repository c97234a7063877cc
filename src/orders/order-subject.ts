import { Rational } from '../money/rational.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import type { FactError } from '../policy/facts/fact-error.ts'
import { identityFacts } from '../policy/facts/identity-facts.ts'
import type { Expression } from '../policy/model/expression.ts'
import { nothingGiven } from '../policy/model/given.ts'
import { Problem } from '../problems/problem.ts'
import { currencyAdvice } from './known-currency.ts'

/** Whose request it is, and about which order. */
export interface Identity {
  readonly account: string
  readonly order: string
}

/** The account and order that the facts name; null for what they do not say. */
export function identify(evaluation: Evaluation): { readonly account: string | null; readonly order: string | null } {
  const { account, order } = evaluation.policy.subject
  return { account: nameIn(evaluation, account), order: nameIn(evaluation, order) }
}

/** What of the order the facts are about; null: the whole. */
export function partOf(evaluation: Evaluation): string | null {
  const { part } = evaluation.policy.subject
  return part === null ? null : nameIn(evaluation, part)
}

/** The faults of facts that name no account or no order. */
export function identityErrors(evaluation: Evaluation): readonly FactError[] {
  return [...identityFacts(evaluation.policy)]
    .filter((fact) => nameOrNull(evaluation.value('fact', fact)) === null)
    .map((fact) => ({
      fact,
      pointer: `/${fact.replaceAll('.', '/')}`,
      message: `${fact} is required and was not given`,
      accepted: 'a text that is not empty',
      isAbsent: true,
    }))
}

/** The currency that the facts name; null where they leave it open. */
export function currencyOf(evaluation: Evaluation): string | null {
  return nameIn(evaluation, evaluation.policy.subject.currency)
}

/** Refuses a negative charge and a currency whose minor unit neither the policy nor ISO 4217 knows: Problem invalid_facts. */
export function assertSoundMoney(evaluation: Evaluation): void {
  const errors: FactError[] = []
  const charge = evaluation.evaluate(evaluation.policy.subject.charge, nothingGiven)
  if (charge instanceof Rational && charge.sign() < 0) {
    errors.push({
      fact: '',
      pointer: '',
      message: `the charge (${evaluation.policy.subject.charge.source}) is ${charge.toString()}`,
      accepted: 'a charge of 0 or more',
    })
  }
  const currency = currencyOf(evaluation)
  if (currency !== null && currencyScale(evaluation.policy, currency) === undefined) {
    const { subject } = evaluation.policy
    const fact = subject.currency.kind === 'fact' ? subject.currency.name : ''
    errors.push({
      fact,
      pointer: fact === '' ? '' : `/${fact.replaceAll('.', '/')}`,
      message: `the currency ${currency} is not known${currencyAdvice(evaluation.policy, currency)}`,
      accepted: 'an ISO 4217 code in capitals, or a currency that the policy declares under money.scale',
    })
  }
  if (errors.length > 0) throw invalidFacts(errors)
}

/** The problem that lists every fault of the facts. */
export function invalidFacts(found: readonly FactError[]): Problem {
  const errors = withoutConsequences(found)
  const [first] = errors
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  return new Problem('invalid_facts', `${first?.message ?? 'the facts are malformed'}${others}.`, {
    extensions: {
      errors: errors.map(({ fact, pointer, message, accepted }) => ({
        fact,
        pointer: `/facts${pointer}`,
        message,
        accepted,
      })),
    },
  })
}

/** What was given wrongly was not left out, too, and nothing is left out twice. */
function withoutConsequences(errors: readonly FactError[]): readonly FactError[] {
  const told = new Set(errors.filter(({ isAbsent }) => isAbsent !== true).map(({ fact }) => fact))
  return errors.filter(({ fact, isAbsent }) => {
    if (isAbsent !== true) return true
    const groups = fact.split('.').map((_name, index, names) => names.slice(0, index + 1).join('.'))
    if (groups.some((name) => told.has(name))) return false
    told.add(fact)
    return true
  })
}

function nameIn(evaluation: Evaluation, formula: Expression): string | null {
  return nameOrNull(evaluation.evaluate(formula, nothingGiven))
}

function nameOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** The problem of an order that another account placed. */
export function orderOfAnother(identity: Identity, owner: string): Problem {
  return new Problem(
    'order_conflict',
    `The order ${identity.order} belongs to the account ${owner}, not to ${identity.account}.`,
    { extensions: { order: identity.order, account: { registered: owner, given: identity.account } } },
  )
}

/** Refuses another currency than the order was registered in: Problem order_conflict. */
export function assertSameCurrency(order: string, registered: string | null, given: string | null): void {
  if (registered === null || given === null || given === registered) return
  throw new Problem('order_conflict', `The order ${order} was registered in ${registered}, not in ${given}.`, {
    extensions: { order, currency: { registered, given } },
  })
}
