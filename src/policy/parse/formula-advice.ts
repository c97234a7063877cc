import { minorUnit } from '../../money/currencies.ts'
import { roundingModes } from '../../money/rounding-mode.ts'
import type { Names } from './scope.ts'

interface FormulaFault {
  readonly code: string
  readonly offset: number
  readonly hint: string
}

const onlyAfterIn = "A list can only follow in: x in ['a', 'b']."

/** YAML ends a plain text between braces at a comma, also where that stands in a formula. */
const unclosed = 'Close every bracket. Between { and } a formula with a comma stands in quotes.'

/** How other languages write what formulas write otherwise, at the beginning of what was not understood. */
const foreignSyntax: readonly (readonly [written: RegExp, hint: string])[] = [
  [/^&/, 'Write and.'],
  [/^\|/, 'Write or.'],
  [/^!/, 'Write not.'],
  [/^%/, 'Write percent(amount, 10) for 10 % of an amount.'],
  [/^\.\d/, 'Write the zero before the point: 0.5.'],
  [/^[{}]/, 'Names stand without braces in a formula.'],
  [/^\[/, onlyAfterIn],
]

const foreignNames: ReadonlyMap<string, string> = new Map([
  ['null', 'Ask with known(x) whether a fact is known, or give another value with coalesce(x, y).'],
  ['undefined', 'Ask with known(x) whether a fact is known, or give another value with coalesce(x, y).'],
  ['always', 'Write true, or leave `when` out.'],
  ['today', 'The time of the decision is called now.'],
  [
    'refund',
    'What is credited is read in texts, review levels and parameters of actions alone: name its formula under derived, and use that name here too.',
  ],
])

/** A hint that knows what else may have been meant; the formula's own where nothing else is known. */
export function formulaAdvice({ code, offset, hint }: FormulaFault, source: string, names: Names): string {
  const rest = source.slice(offset)
  switch (code) {
    case 'formula_syntax':
      if (/[^=!<>]=[^=]/.test(source)) return 'To compare, write ==.'
      if (source.split('(').length > source.split(')').length) return unclosed
      return foreignSyntax.find(([written]) => written.test(rest.trimStart()))?.[1] ?? hint
    case 'formula_construct':
      return constructAdvice(source) ?? hint
    case 'formula_unknown_function':
      return rest.startsWith('now(') ? 'Write now, without brackets.' : hint
    case 'formula_unknown_name':
      return nameAdvice(/^[\w.]+/.exec(rest)?.[0] ?? '', names) ?? hint
    default:
      return hint
  }
}

function constructAdvice(source: string): string | null {
  if (/^if\s+[^(]/.test(source)) return 'Write if(condition, then, else).'
  if (/\d\s+(?:[A-Z]{3}\b|[€$£])/u.test(source)) return 'Amounts stand without their currency: 5.'
  if (/\d\s+(?:min|h|hours?|days?|weeks?|months?)\b/u.test(source))
    return 'Numbers stand without their unit: 30. What they count says the function beside them: days_between(a, b) <= 30.'
  if (/[×÷−]/.test(source)) return 'Write the plain signs + - * /.'
  if (/\d,\d/.test(source)) return 'Write decimals with a point and thousands without a mark: 1000.50.'
  return null
}

function nameAdvice(name: string, { types, conditions }: Names): string | null {
  const known = foreignNames.get(name)
  if (known !== undefined) return known
  if (minorUnit(name.toUpperCase()) !== undefined) return `Currencies are written in capitals: ${name.toUpperCase()}.`
  if (conditions.resolved.has(name) || conditions.broken.has(name))
    return `The condition of that name is read as condition(${name}).`
  const isText = [...types.values()].some(({ type }) => type.kind === 'text' && type.values?.includes(name) === true)
  return isText || name === 'policy' || roundingModes.some((mode) => mode === name)
    ? `As a text it stands in quotes: "${name}".`
    : null
}
