import { Rational } from '../../money/rational.ts'
import type { Expression, FunctionName } from '../model/expression.ts'
import { mappedNumber, type NumberTerm, product, quotient } from './number-terms.ts'
import { and, equal, ite, not, or } from './smt-term.ts'
import { isTimeFunction } from './time-terms.ts'
import { translateProration } from './translate-proration.ts'
import { translateRounding } from './translate-rounding.ts'
import { translateTime } from './translate-time.ts'
import type { Translated } from './translated.ts'
import type { Translation } from './translation.ts'

type Call = Extract<Expression, { kind: 'call' }>

/** The value of a calculation with known arguments, and where it has one. */
export interface Calculated extends NumberTerm {
  /** Where it is false the calculation fails. */
  readonly defined: string
}

const comparisons: { readonly [Name in FunctionName]?: string } = {
  less: '<',
  less_or_equal: '<=',
  greater: '>',
  greater_or_equal: '>=',
}

/** A function that needs all of its arguments: unknown with any of them, failed where there is no result. */
export function translateCalculation(translation: Translation, call: Call, args: readonly Translated[]): Translated {
  const { value, choices, defined } = calculate(translation, call, args)
  const areKnown = and(...args.map(({ known }) => known))
  return {
    kind: call.type.kind,
    value,
    choices,
    known: and(areKnown, defined),
    fault: or(...args.map(({ fault }) => fault), and(areKnown, not(defined))),
  }
}

function calculate(translation: Translation, call: Call, args: readonly Translated[]): Calculated {
  const comparison = comparisons[call.function]
  if (comparison !== undefined) return total(`(${comparison} ${valueAt(args, 0)} ${valueAt(args, 1)})`)
  if (isTimeFunction(call.function)) return translateTime(translation, call.function, args)
  switch (call.function) {
    case 'equal':
      return total(equal(valueAt(args, 0), valueAt(args, 1)))
    case 'not_equal':
      return total(not(equal(valueAt(args, 0), valueAt(args, 1))))
    case 'in':
      return total(or(...args.slice(1).map(({ value }) => equal(valueAt(args, 0), value))))
    case 'not':
      return total(not(valueAt(args, 0)))
    case 'prorate':
      return translateProration(translation, numberAt(args, 0), numberAt(args, 1), numberAt(args, 2))
    case 'floor':
    case 'ceil':
    case 'round':
      return translateRounding(translation, call, numberAt(args, 0))
    default:
      return arithmetic(translation, call.function, args)
  }
}

function arithmetic(translation: Translation, name: FunctionName, args: readonly Translated[]): Calculated {
  const [first, second] = [numberAt(args, 0), args[1] ?? numberAt(args, 0)]
  switch (name) {
    case 'add':
    case 'sum':
      return args.length === 1 ? always(first) : total(`(+ ${args.map(({ value }) => value).join(' ')})`)
    case 'subtract':
      return total(`(- ${first.value} ${second.value})`)
    case 'negate':
      return first.choices === null
        ? total(`(- ${first.value})`)
        : always(mappedNumber(translation, first.choices, (value) => value.negated()))
    case 'multiply':
      return always(product(translation, first, second))
    case 'divide':
      return { ...quotient(translation, first, second), defined: not(equal(second.value, '0.0')) }
    case 'percent':
      return always(product(translation, first, hundredth(translation, second)))
    case 'min':
      return total(args.map(({ value }) => value).reduce((left, right) => ite(`(<= ${left} ${right})`, left, right)))
    case 'max':
      return total(args.map(({ value }) => value).reduce((left, right) => ite(`(>= ${left} ${right})`, left, right)))
    case 'abs':
      return total(ite(`(>= ${first.value} 0.0)`, first.value, `(- ${first.value})`))
    case 'clamp':
      return clamped(args)
    default:
      throw new TypeError(`${name} is no arithmetic`)
  }
}

function clamped(args: readonly Translated[]): Calculated {
  const [value, low, high] = [valueAt(args, 0), valueAt(args, 1), valueAt(args, 2)]
  return { ...total(clampTerm(value, low, high)), defined: or(`(<= ${low} ${high})`, clampInside(value, low, high)) }
}

function clampInside(value: string, low: string, high: string): string {
  return and(`(>= ${value} ${low})`, `(<= ${value} ${high})`)
}

/** A value within two ends. */
function clampTerm(value: string, low: string, high: string): string {
  return ite(`(< ${value} ${low})`, low, ite(`(> ${value} ${high})`, high, value))
}

const hundred = Rational.of(100n)

function hundredth(translation: Translation, term: NumberTerm): NumberTerm {
  if (term.choices !== null) return mappedNumber(translation, term.choices, (value) => value.dividedBy(hundred))
  return { value: translation.script.define('Real', `(/ ${term.value} 100.0)`), choices: null }
}

function always(term: NumberTerm): Calculated {
  return { ...term, defined: 'true' }
}

function total(value: string): Calculated {
  return { value, choices: null, defined: 'true' }
}

function valueAt(args: readonly Translated[], index: number): string {
  return numberAt(args, index).value
}

function numberAt(args: readonly Translated[], index: number): Translated {
  const argument = args[index]
  if (argument === undefined) throw new TypeError(`argument ${index + 1} is missing`)
  return argument
}
