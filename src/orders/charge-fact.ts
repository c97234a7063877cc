import type { StoredFacts } from '../journal/entry.ts'
import { Rational } from '../money/rational.ts'
import { factsOf } from '../policy/expression/facts-of.ts'
import { factFromJson } from '../policy/facts/fact-json.ts'
import type { FactDeclaration, Policy } from '../policy/model/policy.ts'
import { Problem } from '../problems/problem.ts'

/**
 * The order fact that carries the charge: the one that is named, or the only decimal one that the policy's
 * charge reads. Problem invalid_request where several do and none is named, or another one is.
 */
export function chargeFact(policy: Policy, named: string | null): FactDeclaration {
  const carrying = carryingFacts(policy)
  const [only, ...others] = carrying
  const found = named === null ? (others.length === 0 ? only : undefined) : carrying.find(({ name }) => name === named)
  if (found !== undefined) return found
  const names = carrying.map(({ name }) => name)
  const subject = `The charge of the policy ${policy.name} (${policy.subject.charge.source})`
  throw new Problem(
    'invalid_request',
    names.length === 0
      ? `${subject} reads no decimal fact of the order that a payment could raise.`
      : `${subject} reads ${names.join(', ')}: name the one that this payment raises as fact.`,
    { extensions: { facts: names } },
  )
}

/** What is known of the fact, its default otherwise. Problem charge_not_known where neither is. */
export function knownCharge(fact: FactDeclaration, facts: StoredFacts, order: string): Rational {
  const stored = facts[fact.name]
  const value = stored === undefined || stored === null ? fact.defaultValue : factFromJson(fact.type, stored)
  if (value instanceof Rational) return value
  throw new Problem(
    'charge_not_known',
    `${fact.name} of the order ${order} is not known: register the order with it before further charges.`,
    { extensions: { fact: fact.name } },
  )
}

function carryingFacts(policy: Policy): readonly FactDeclaration[] {
  return [...factsOf(policy.subject.charge, policy.derived)]
    .map((name) => policy.facts.get(name))
    .filter((fact) => fact !== undefined)
    .filter(({ from, type }) => from === 'order' && type === 'decimal')
    .sort((left, right) => left.name.localeCompare(right.name))
}
