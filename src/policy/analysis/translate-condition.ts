import type { Condition, Operator } from '../model/condition.ts'
import { and, equal, not, or } from './smt-term.ts'
import { allOf, factTerm, literalTerm, negated, translateExpression } from './translate-expression.ts'
import type { Translated } from './translated.ts'
import type { Translation } from './translation.ts'

type Leaf = Extract<Condition, { kind: 'leaf' }>

/** Translates a condition to its three-valued truth. */
export function translateCondition(translation: Translation, condition: Condition): Translated {
  const { script } = translation
  const truth = translate(translation, condition)
  return {
    ...truth,
    value: script.define('Bool', truth.value),
    known: script.define('Bool', truth.known),
    fault: script.define('Bool', truth.fault),
  }
}

function translate(translation: Translation, condition: Condition): Translated {
  switch (condition.kind) {
    case 'always':
      return { kind: 'boolean', value: 'true', known: 'true', fault: 'false', choices: null }
    case 'all':
      return allOf(condition.of.map((inner) => translateCondition(translation, inner)))
    case 'any':
      return negated(allOf(condition.of.map((inner) => negated(translateCondition(translation, inner)))))
    case 'not':
      return negated(translateCondition(translation, condition.of))
    case 'named':
      return translateCondition(translation, condition.of)
    case 'leaf':
      return translateLeaf(translation, condition)
  }
}

function translateLeaf(translation: Translation, { operand, operator, value }: Leaf): Translated {
  const left = operandTerm(translation, operand)
  const rights =
    value.kind === 'literal'
      ? [value.value].flat().map((one) => literalTerm(translation, left.kind, one))
      : [operandTerm(translation, value)]
  const terms = [left, ...rights]
  const known = and(...terms.map((term) => term.known))
  return {
    kind: 'boolean',
    value: compared(operator, left.value, rights),
    known,
    fault: and(not(known), or(...terms.map(({ fault }) => fault))),
    choices: null,
  }
}

function operandTerm(
  translation: Translation,
  operand: { readonly kind: 'fact' | 'derived'; readonly name: string },
): Translated {
  if (operand.kind === 'fact') return factTerm(translation, operand.name)
  const formula = translation.policy.derived.get(operand.name)
  if (formula === undefined) throw new TypeError(`no derived value is called ${operand.name}`)
  return translateExpression(translation, formula)
}

function compared(operator: Operator, left: string, rights: readonly Translated[]): string {
  const [first] = rights
  const right = first?.value ?? left
  switch (operator) {
    case 'equal':
      return equal(left, right)
    case 'notEqual':
      return not(equal(left, right))
    case 'in':
      return or(...rights.map(({ value }) => equal(left, value)))
    case 'notIn':
      return not(or(...rights.map(({ value }) => equal(left, value))))
    case 'lessThan':
      return `(< ${left} ${right})`
    case 'lessThanInclusive':
      return `(<= ${left} ${right})`
    case 'greaterThan':
      return `(> ${left} ${right})`
    case 'greaterThanInclusive':
      return `(>= ${left} ${right})`
  }
}
