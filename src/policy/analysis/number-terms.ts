import { Rational } from '../../money/rational.ts'
import { and, equal, implies, ite, not, realTerm } from './smt-term.ts'
import type { Choices } from './translated.ts'
import type { Translation } from './translation.ts'

/** A number as a term, and what it is where it is one of a few constants. */
export interface NumberTerm {
  readonly value: string
  readonly choices: Choices | null
}

const mostChoices = 48

/** One constant. */
export function constantNumber(value: Rational): NumberTerm {
  return { value: realTerm(value), choices: [{ when: 'true', value }] }
}

/** The number of the first choice whose condition holds. */
export function chosenNumber({ script }: Translation, choices: Choices): NumberTerm {
  const [last] = choices.slice(-1)
  const rest = choices.slice(0, -1)
  const value = rest.reduceRight(
    (otherwise, choice) => ite(choice.when, realTerm(choice.value), otherwise),
    realTerm(last?.value ?? Rational.zero),
  )
  return { value: script.define('Real', value), choices: choices.length > mostChoices ? null : choices }
}

/** The choices of one number where a condition holds, and of another where it does not; null where they are too many. */
export function joinedChoices(condition: string, whenTrue: Choices | null, whenFalse: Choices | null): Choices | null {
  if (whenTrue === null || whenFalse === null || whenTrue.length + whenFalse.length > mostChoices) return null
  return [...whenTrue.map(({ when, value }) => ({ when: and(condition, when), value })), ...whenFalse]
}

/** The choices with something done to each of them. */
export function mappedNumber(
  translation: Translation,
  choices: Choices,
  change: (value: Rational) => Rational,
): NumberTerm {
  return chosenNumber(
    translation,
    choices.map(({ when, value }) => ({ when, value: change(value) })),
  )
}

/** The product: linear where one of the two is one of a few constants. */
export function product(translation: Translation, left: NumberTerm, right: NumberTerm): NumberTerm {
  if (left.choices !== null && right.choices?.length === 1) return scaled(translation, right, left)
  if (left.choices !== null) return scaled(translation, left, right)
  if (right.choices !== null) return scaled(translation, right, left)
  return { value: openProduct(translation, left.value, right.value), choices: null }
}

function scaled(translation: Translation, { choices }: NumberTerm, other: NumberTerm): NumberTerm {
  const [only] = choices ?? []
  if (choices === null || only === undefined) return other
  if (other.choices !== null && choices.length === 1) {
    return mappedNumber(translation, other.choices, (value) => value.times(only.value))
  }
  const times = ({ value }: { readonly value: Rational }): string => {
    if (value.sign() === 0) return '0.0'
    return value.equals(Rational.one) ? other.value : `(* ${realTerm(value)} ${other.value})`
  }
  const [last = only] = choices.slice(-1)
  const value = choices.slice(0, -1).reduceRight((rest, choice) => ite(choice.when, times(choice), rest), times(last))
  return { value: translation.script.define('Real', value), choices: null }
}

/** A product of two unknown numbers, with what helps the solver to see of it. */
function openProduct({ script, hints }: Translation, left: string, right: string): string {
  return script.once(`* ${left} ${right}`, () => {
    const name = script.declare('Real', 'p')
    hints.round.push({ about: name, term: left })
    script.assertAbout(name, equal(name, `(* ${left} ${right})`))
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const isShare = and(`(>= ${other} 0.0)`, `(<= ${other} 1.0)`)
      script.assertAbout(name, implies(and(isShare, `(>= ${one} 0.0)`), and(`(>= ${name} 0.0)`, `(<= ${name} ${one})`)))
      script.assertAbout(name, implies(and(isShare, `(<= ${one} 0.0)`), and(`(<= ${name} 0.0)`, `(>= ${name} ${one})`)))
      script.assertAbout(name, implies(equal(other, '1.0'), equal(name, one)))
      script.assertAbout(name, implies(equal(other, '0.0'), equal(name, '0.0')))
    }
    script.assertAbout(name, implies(and(`(> ${left} 0.0)`, `(> ${right} 0.0)`), `(> ${name} 0.0)`))
    return name
  })
}

/** The quotient, which means nothing where the divisor is zero. */
export function quotient(translation: Translation, left: NumberTerm, right: NumberTerm): NumberTerm {
  if (right.choices !== null) {
    const inverse = mappedNumber(translation, right.choices, (value) =>
      value.sign() === 0 ? Rational.zero : Rational.one.dividedBy(value),
    )
    return product(translation, left, inverse)
  }
  const { script, hints } = translation
  const value = script.once(`/ ${left.value} ${right.value}`, () => {
    const name = script.declare('Real', 'q')
    hints.round.push({ about: name, term: right.value })
    const isPositive = `(> ${right.value} 0.0)`
    script.assertAbout(name, implies(not(equal(right.value, '0.0')), equal(`(* ${name} ${right.value})`, left.value)))
    script.assertAbout(name, implies(and(isPositive, `(>= ${left.value} 0.0)`), `(>= ${name} 0.0)`))
    script.assertAbout(name, implies(and(isPositive, `(> ${left.value} 0.0)`), `(> ${name} 0.0)`))
    script.assertAbout(name, implies(and(isPositive, `(<= ${left.value} ${right.value})`), `(<= ${name} 1.0)`))
    script.assertAbout(name, implies(and(isPositive, `(>= ${left.value} ${right.value})`), `(>= ${name} 1.0)`))
    script.assertAbout(name, implies(and(isPositive, equal(left.value, '0.0')), equal(name, '0.0')))
    return name
  })
  return { value, choices: null }
}
