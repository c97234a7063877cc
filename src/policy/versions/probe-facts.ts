import { Rational } from '../../money/rational.ts'
import { formatInstant } from '../../time/instant.ts'
import { policyLiterals } from '../evaluate/policy-literals.ts'
import { isWithinBounds } from '../model/fact-bounds.ts'
import { numberSequence } from '../model/number-sequence.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import type { FactValues, Value } from '../model/value.ts'

type Section = 'refunds' | 'disputes'

const day = 86_400_000
/** Before and after the moment that is decided at. */
const spans = [0, 1, 3_600_000, day, 14 * day, 30 * day, 31 * day, 365 * day]
const amounts = ['0', '0.01', '0.27819', '0.10029597233', '10.00', '1000', '-5', '99999999999999999999']
const steps = ['0', '1', '-1', '0.01', '-0.01']

/**
 * Facts as a section's declarations admit them, near the policy's own literals, often unknown where
 * they may be. The same policy always gives the same: what differs once can be looked at again.
 */
export function* probeFacts(policy: Policy, section: Section, now: number): Generator<FactValues> {
  const literals = policyLiterals(policy)
  const declarations = [...policy.facts.values()]
    .filter(({ name }) => policy.reads[section].has(name))
    .map((declaration) => ({ declaration, values: candidates(policy, declaration, { literals, now }) }))
  const next = numberSequence(1)
  for (;;) {
    const facts = new Map<string, Value>()
    for (const { declaration, values } of declarations) {
      const value = choose(declaration, values, next)
      if (value !== null) facts.set(declaration.name, value)
    }
    yield facts
  }
}

/** Mostly the default: otherwise the first rules would decide nearly everything. */
function choose(
  { presence, defaultValue }: FactDeclaration,
  values: readonly Value[],
  next: () => number,
): Value | null {
  const share = next()
  if (presence === 'optional' && share < 0.2) return null
  if (presence === 'default' && share < 0.8) return defaultValue
  return values[Math.floor(next() * values.length)] ?? null
}

interface Around {
  readonly literals: readonly Value[]
  readonly now: number
}

function candidates(policy: Policy, declaration: FactDeclaration, around: Around): readonly Value[] {
  const { type, values, name } = declaration
  const within = (numbers: readonly Rational[]) => numbers.filter((value) => isWithinBounds(declaration, value))
  switch (type) {
    case 'enum':
      return values ?? []
    case 'boolean':
      return [true, false]
    case 'integer':
      return within(numbersNear(around.literals).filter((value) => value.isInteger()))
    case 'decimal':
      return within(numbersNear(around.literals))
    case 'timestamp':
      return instants(around.now)
    case 'date':
      return instants(around.now).map((at) => formatInstant(at).slice(0, 10))
    case 'string':
      if (name.endsWith('currency')) return [...policy.money.scale.keys(), 'EUR', 'USD', 'JPY', 'XQZ']
      return ['', 'x', ...around.literals.filter((value) => typeof value === 'string')]
  }
}

function instants(now: number): readonly number[] {
  return spans.flatMap((span) => [now - span, now + span])
}

function numbersNear(literals: readonly Value[]): readonly Rational[] {
  const near = literals.flatMap((value) =>
    value instanceof Rational ? steps.map((step) => value.plus(Rational.of(step))) : [],
  )
  return [...amounts.map((text) => Rational.of(text)), ...near]
}
