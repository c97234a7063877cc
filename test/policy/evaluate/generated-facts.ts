import * as fc from 'fast-check'
import { Rational } from '../../../src/money/rational.ts'
import { policyLiterals } from '../../../src/policy/evaluate/policy-literals.ts'
import type { FactDeclaration, Policy } from '../../../src/policy/model/policy.ts'
import type { FactValues, Value } from '../../../src/policy/model/value.ts'

const day = 86_400_000
const amounts = [
  '0',
  '0.00',
  '0.01',
  '0.27819',
  '0.10029597233',
  '9.999',
  '10.00',
  '1000',
  '-5',
  '99999999999999999999',
]
const steps = ['0', '1', '-1', '0.01', '-0.01']
const spans = [0, 1, 1000, 3_600_000, day, 2 * day, 14 * day, 30 * day, 31 * day, 365 * day, 400 * day]

/** Facts as the declaration of a section admits them: near the policy's own literals, and often unknown where they may be. */
export function generatedFacts(policy: Policy, section: 'refunds' | 'disputes', now: number): fc.Arbitrary<FactValues> {
  const literals = policyLiterals(policy)
  const declarations = [...policy.facts.values()].filter(({ name }) => policy.reads[section].has(name))
  const values = declarations.map((declaration) => oneFact(policy, declaration, { literals, now }))
  return fc.tuple(...values).map((found) => {
    const facts = new Map<string, Value>()
    for (const [index, { name }] of declarations.entries()) {
      const value = found[index]
      if (value !== undefined && value !== null) facts.set(name, value)
    }
    return facts
  })
}

interface Around {
  readonly literals: readonly Value[]
  readonly now: number
}

function oneFact(policy: Policy, declaration: FactDeclaration, around: Around): fc.Arbitrary<Value | null> {
  const known = fc.constantFrom(...candidates(policy, declaration, around))
  switch (declaration.presence) {
    case 'required':
      return known
    case 'optional':
      return fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: fc.constant(null) })
    case 'default':
      // Mostly the default: otherwise the first rules would decide nearly everything.
      return fc.oneof({ weight: 1, arbitrary: known }, { weight: 4, arbitrary: fc.constant(declaration.defaultValue) })
  }
}

function candidates(policy: Policy, { type, values, name }: FactDeclaration, around: Around): readonly Value[] {
  switch (type) {
    case 'enum':
      return values ?? []
    case 'boolean':
      return [true, false]
    case 'integer':
      return numbers(around.literals).filter((value) => value.isInteger())
    case 'decimal':
      return numbers(around.literals)
    case 'timestamp':
      return spans.flatMap((span) => [around.now - span, around.now + span])
    case 'date':
      return spans
        .flatMap((span) => [around.now - span, around.now + span])
        .map((at) => new Date(at).toISOString().slice(0, 10))
    case 'string':
      if (name.endsWith('currency')) return [...policy.money.scale.keys(), 'EUR', 'USD', 'JPY', 'XQZ']
      return ['', 'x', ...around.literals.filter((value) => typeof value === 'string')]
  }
}

function numbers(literals: readonly Value[]): readonly Rational[] {
  const near = literals.flatMap((value) =>
    value instanceof Rational ? steps.map((step) => value.plus(Rational.of(step))) : [],
  )
  return [...amounts.map((text) => Rational.of(text)), ...near]
}
