import { Rational } from '../../money/rational.ts'
import type { Expression } from '../model/expression.ts'
import type { NumberTerm } from './number-terms.ts'
import { and, ite, realTerm } from './smt-term.ts'
import type { Translation } from './translation.ts'

type Call = Extract<Expression, { kind: 'call' }>

/** `floor`, `ceil` and `round`: exact, but that a tie of the `half_*` modes may go either way. */
export function translateRounding(
  translation: Translation,
  call: Call,
  { value }: NumberTerm,
): NumberTerm & { readonly defined: string } {
  const [, scale, mode] = call.arguments
  const factor = powerOfTen(scale)
  const scaled = translation.script.define(
    'Real',
    factor.equals(Rational.one) ? value : `(* ${value} ${realTerm(factor)})`,
  )
  const whole = roundedWhole(translation, modeOf(call, mode), scaled)
  const unit = realTerm(Rational.one.dividedBy(factor))
  return { value: `(* ${whole} ${unit})`, choices: null, defined: 'true' }
}

function modeOf(call: Call, mode: Expression | undefined): string {
  if (call.function === 'floor') return 'floor'
  if (call.function === 'ceil') return 'ceiling'
  return mode?.kind === 'literal' ? String(mode.value) : 'half'
}

function powerOfTen(scale: Expression | undefined): Rational {
  const digits = scale?.kind === 'literal' && scale.value instanceof Rational ? scale.value.toBigInt() : 0n
  return Rational.of(10n ** digits)
}

function roundedWhole({ script }: Translation, mode: string, scaled: string): string {
  const floor = `(to_real (to_int ${scaled}))`
  const ceiling = `(- (to_real (to_int (- ${scaled}))))`
  switch (mode) {
    case 'floor':
      return floor
    case 'ceiling':
      return ceiling
    case 'down':
      return ite(`(>= ${scaled} 0.0)`, floor, ceiling)
    case 'up':
      return ite(`(>= ${scaled} 0.0)`, ceiling, floor)
    default:
      return script.once(`round ${mode} ${scaled}`, () => {
        const whole = script.declare('Int', 'k')
        const real = `(to_real ${whole})`
        script.assertAbout(whole, and(`(<= ${real} (+ ${scaled} 0.5))`, `(>= ${real} (- ${scaled} 0.5))`))
        return real
      })
  }
}
