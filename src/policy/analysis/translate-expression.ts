import { Rational } from '../../money/rational.ts'
import { equalValues } from '../expression/compare-values.ts'
import type { Expression } from '../model/expression.ts'
import type { Value } from '../model/value.ts'
import { readFact, variableKey } from './fact-variables.ts'
import { constantNumber, joinedChoices } from './number-terms.ts'
import { and, equal, intTerm, ite, not, or } from './smt-term.ts'
import { translateCalculation } from './translate-calculation.ts'
import { translateTable } from './translate-table.ts'
import { valueTerm } from './translate-value.ts'
import { knownTerm, sortOf, type Translated } from './translated.ts'
import { type GivenTerms, nothingGivenTerms, type Translation } from './translation.ts'

type Call = Extract<Expression, { kind: 'call' }>

/** Translates a formula with the meaning that evaluation gives it: value, known or not, and failed or not. */
export function translateExpression(
  translation: Translation,
  expression: Expression,
  given: GivenTerms = nothingGivenTerms,
): Translated {
  if (given !== nothingGivenTerms) return named(translation, translate(translation, expression, given))
  const known = translation.formulas.get(expression)
  if (known !== undefined) return known
  const made = named(translation, translate(translation, expression, given))
  translation.formulas.set(expression, made)
  return made
}

/** Long terms get a name, so that what is built of them stays short. */
function named({ script }: Translation, term: Translated): Translated {
  return {
    ...term,
    value: script.define(sortOf(term.kind), term.value),
    known: script.define('Bool', term.known),
    fault: script.define('Bool', term.fault),
  }
}

function translate(translation: Translation, expression: Expression, given: GivenTerms): Translated {
  switch (expression.kind) {
    case 'literal':
      return literalTerm(translation, expression.type.kind, expression.value)
    case 'fact':
      return factTerm(translation, expression.name)
    case 'derived': {
      const formula = translation.policy.derived.get(expression.name)
      if (formula === undefined) throw new TypeError(`no derived value is called ${expression.name}`)
      return translateExpression(translation, formula)
    }
    case 'given':
      if (expression.name === 'now') return knownTerm('timestamp', translation.now)
      return given.refund ?? absent('number')
    case 'amount':
      return given.amounts.get(expression.name) ?? absent('number')
    case 'call':
      return translateCall(translation, expression, given)
    case 'table':
      return translateTable(
        translation,
        expression,
        expression.keys.map((key) => translateExpression(translation, key, given)),
      )
  }
}

/** A literal as a term. */
export function literalTerm({ texts }: Pick<Translation, 'texts'>, kind: Translated['kind'], value: Value): Translated {
  const choices = value instanceof Rational ? constantNumber(value).choices : null
  return { ...knownTerm(kind, valueTerm(kind, value, texts)), choices }
}

/** A fact, or what is unknown for good where the section does not know it. */
export function factTerm({ policy, variables, texts }: Translation, name: string): Translated {
  const declaration = policy.facts.get(name)
  if (declaration === undefined) throw new TypeError(`no fact is called ${name}`)
  const variable = variables.get(variableKey(declaration))
  if (variable === undefined) throw new TypeError(`the section does not read ${name}`)
  return readFact(variable, declaration, (value) => valueTerm(variable.kind, value, texts))
}

function absent(kind: Translated['kind']): Translated {
  return { kind, value: kind === 'number' ? '0.0' : '0', known: 'false', fault: 'false', choices: null }
}

function translateCall(translation: Translation, call: Call, given: GivenTerms): Translated {
  const args = call.arguments.map((argument) => translateExpression(translation, argument, given))
  switch (call.function) {
    case 'and':
      return allOf(args)
    case 'or':
      return negated(allOf(args.map(negated)))
    case 'if':
      return branch(args)
    case 'switch':
      return choose(call, args)
    case 'known': {
      const [argument = absent('boolean')] = args
      return { ...knownTerm('boolean', argument.known), known: not(argument.fault), fault: argument.fault }
    }
    case 'coalesce':
      return firstKnown(args)
    default:
      return translateCalculation(translation, call, args)
  }
}

/** The opposite of a truth. */
export function negated(term: Translated): Translated {
  return { ...term, value: not(term.value) }
}

/** A conjunction of three-valued truths: decided by a false, whatever stands beside it. */
export function allOf(terms: readonly Translated[]): Translated {
  const isDecided = or(...terms.map(({ known, value }) => and(known, not(value))))
  return {
    kind: 'boolean',
    value: not(isDecided),
    known: or(isDecided, and(...terms.map(({ known }) => known))),
    fault: and(not(isDecided), or(...terms.map(({ fault }) => fault))),
    choices: null,
  }
}

function branch(args: readonly Translated[]): Translated {
  const [condition, whenTrue, whenFalse] = args
  if (condition === undefined || whenTrue === undefined || whenFalse === undefined)
    throw new TypeError('if needs three arguments')
  return either(condition, whenTrue, whenFalse)
}

function either(condition: Translated, whenTrue: Translated, whenFalse: Translated): Translated {
  return {
    kind: whenTrue.kind,
    value: ite(condition.value, whenTrue.value, whenFalse.value),
    known: and(condition.known, ite(condition.value, whenTrue.known, whenFalse.known)),
    fault: ite(condition.known, ite(condition.value, whenTrue.fault, whenFalse.fault), condition.fault),
    choices: joinedChoices(condition.value, whenTrue.choices, whenFalse.choices),
  }
}

function choose(call: Call, args: readonly Translated[]): Translated {
  const [subject] = args
  const otherwise = args.at(-1)
  if (subject === undefined || otherwise === undefined) throw new TypeError('switch needs a value')
  let result = otherwise
  for (let index = args.length - 3; index >= 1; index -= 2) {
    const [key, chosen, source] = [args[index], args[index + 1], call.arguments[index]]
    if (key === undefined || chosen === undefined || isShadowed(call, index, source)) continue
    result = either({ ...knownTerm('boolean', equal(subject.value, key.value)) }, chosen, result)
  }
  return {
    ...result,
    known: and(subject.known, result.known),
    fault: ite(subject.known, result.fault, subject.fault),
  }
}

/** Whether an earlier key of a switch is the same value. */
function isShadowed(call: Call, index: number, source: Expression | undefined): boolean {
  return call.arguments.some(
    (other, place) =>
      place < index &&
      place % 2 === 1 &&
      other.kind === 'literal' &&
      source?.kind === 'literal' &&
      equalValues(other.value, source.value),
  )
}

function firstKnown(args: readonly Translated[]): Translated {
  return args.reduceRight((after, term) => coalesced(term, after))
}

function coalesced(term: Translated, after: Translated): Translated {
  return {
    kind: term.kind,
    value: ite(term.known, term.value, after.value),
    known: or(term.known, and(not(term.fault), after.known)),
    fault: or(term.fault, and(not(term.known), after.fault)),
    choices: joinedChoices(term.known, term.choices, after.choices),
  }
}

/** A code of a text as a term. */
export function textTerm({ texts }: Pick<Translation, 'texts'>, text: string): string {
  return intTerm(texts.codeOf(text))
}
