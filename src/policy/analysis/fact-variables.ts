import { Rational } from '../../money/rational.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import { expressionTypeOf } from '../expression/expression-type.ts'
import type { ExpressionType } from '../model/expression.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import type { SmtScript } from './smt-script.ts'
import { and, equal, intTerm, ite, or, realTerm } from './smt-term.ts'
import type { TextCodes } from './text-codes.ts'
import { sortOf, type Translated } from './translated.ts'

/** A fact of one or two policies as constants of the solver. */
export interface FactVariable {
  readonly declaration: FactDeclaration
  readonly kind: ExpressionType['kind']
  /** The constant; of sort Int for an integer. */
  readonly name: string
  readonly isWhole: boolean
  /** Whether it is given; null where it always counts as given. */
  readonly given: string | null
}

/** What the variables of facts are made of. */
export interface FactSetting {
  readonly script: SmtScript
  readonly texts: TextCodes
  readonly policies: readonly Policy[]
  readonly section: 'refunds' | 'disputes'
}

/** Instants of facts lie in the years 1000 to 9998, days likewise. */
const instants = { from: Date.UTC(1000, 0, 2), to: Date.UTC(9998, 11, 30) }
/** Facts have at most 24 digits before the point. */
const mostReal = '1000000000000000000000000.0'
const mostInt = '1000000000000000000000000'

/** The variables of all facts that any of the policies reads in the section, by name and question. */
export function createFactVariables(setting: FactSetting): ReadonlyMap<string, FactVariable> {
  const variables = new Map<string, FactVariable>()
  for (const policy of setting.policies) {
    for (const declaration of policy.facts.values()) {
      if (!policy.reads[setting.section].has(declaration.name)) continue
      const key = variableKey(declaration)
      const known = variables.get(key) ?? makeVariable(setting, declaration)
      variables.set(key, known)
      assertDomain(setting, policy, known, declaration)
    }
  }
  return variables
}

/** Facts of two versions are one variable where they have one name, kind and question of history. */
export function variableKey({ name, type, values, history }: FactDeclaration): string {
  return JSON.stringify([name, expressionTypeOf(type, values).kind, history], (_, value: unknown) =>
    value instanceof Map ? [...value] : value,
  )
}

function makeVariable(setting: FactSetting, declaration: FactDeclaration): FactVariable {
  const { script } = setting
  const { kind } = expressionTypeOf(declaration.type, declaration.values)
  const isWhole = declaration.type === 'integer'
  const name = script.declare(isWhole ? 'Int' : sortOf(kind), 'f')
  const given = isAlwaysGiven(setting, declaration) ? null : script.declare('Bool', 'g')
  return { declaration, kind, name, isWhole, given }
}

/** With one default for all, an absent fact is one that has it; what every policy requires is there. */
function isAlwaysGiven({ policies, section }: FactSetting, { name }: FactDeclaration): boolean {
  const declared = policies.map((policy) => ({ policy, fact: policy.facts.get(name) }))
  const [first] = declared
  return declared.every(({ policy, fact }) => {
    if (fact === undefined || first?.fact === undefined) return false
    if (fact.presence === 'required') return policy.reads[section].has(name)
    return fact.presence === 'default' && sameValue(fact.defaultValue, first.fact.defaultValue)
  })
}

function sameValue(left: Value | null, right: Value | null): boolean {
  return left instanceof Rational && right instanceof Rational ? left.equals(right) : left === right
}

function assertDomain(
  { script, texts, section }: FactSetting,
  policy: Policy,
  variable: FactVariable,
  declaration: FactDeclaration,
): void {
  const { name, given } = variable
  const isNeeded = declaration.presence === 'required' && policy.reads[section].has(declaration.name)
  if (given !== null && isNeeded) script.assert(given)
  script.assert(domainOf(variable, declaration, texts))
  if (declaration.type === 'string' && declaration.presence === 'required') {
    script.assert(`(distinct ${name} ${intTerm(texts.codeOf(''))})`)
  }
}

function domainOf({ name, isWhole }: FactVariable, declaration: FactDeclaration, texts: TextCodes): string {
  switch (declaration.type) {
    case 'boolean':
    case 'string':
      return 'true'
    case 'enum':
      return or(...(declaration.values ?? []).map((value) => equal(name, intTerm(texts.codeOf(value)))))
    case 'timestamp':
      return and(`(>= ${name} ${intTerm(instants.from)})`, `(<= ${name} ${intTerm(instants.to)})`)
    case 'date':
      return and(
        `(>= ${name} ${intTerm(Math.floor(instants.from / millisecondsPerDay))})`,
        `(<= ${name} ${intTerm(Math.floor(instants.to / millisecondsPerDay))})`,
      )
    case 'integer':
    case 'decimal':
      return numberDomain(name, isWhole, declaration)
  }
}

function numberDomain(name: string, isWhole: boolean, { type, minimum, maximum, history }: FactDeclaration): string {
  const most = isWhole ? mostInt : mostReal
  const number = isWhole ? `(to_real ${name})` : name
  // What is counted or credited is never below zero.
  const least = minimum ?? (history === null ? null : Rational.zero)
  return and(
    type === 'integer' && !isWhole ? `(is_int ${name})` : 'true',
    least === null ? `(> ${name} (- ${most}))` : `(>= ${number} ${realTerm(least)})`,
    maximum === null ? `(< ${name} ${most})` : `(<= ${number} ${realTerm(maximum)})`,
  )
}

/** A fact as a policy reads it: its default where it is absent, unknown where it has none. */
export function readFact(
  variable: FactVariable,
  declaration: FactDeclaration,
  literal: (value: Value) => string,
): Translated {
  const { kind, name, isWhole, given } = variable
  const number = isWhole ? `(to_real ${name})` : name
  const plain = { kind, value: number, known: 'true', fault: 'false', choices: null }
  if (given === null || declaration.presence === 'required') return plain
  if (declaration.presence === 'optional' || declaration.defaultValue === null) return { ...plain, known: given }
  return { ...plain, value: ite(given, number, literal(declaration.defaultValue)) }
}
