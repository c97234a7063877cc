import { Rational } from '../../money/rational.ts'
import type { Value } from '../model/value.ts'
import type { FollowUp } from './follow-ups.ts'
import { valueText } from './value-text.ts'

/** An action as it is answered: numbers as exact decimal text. */
export interface NamedAction {
  readonly name: string
  readonly parameters: Readonly<Record<string, string | boolean>>
}

/** The actions as nothing were given before: totals whole. */
export function namedActions(followUps: readonly FollowUp[]): readonly NamedAction[] {
  return followUps.map(({ name, parameters }) => ({
    name,
    parameters: Object.fromEntries(
      parameters.map(({ name: parameter, value, scale }) => [parameter, parameterText(value, scale)]),
    ),
  }))
}

/** How a parameter leaves the service: true or false, decimals with at least so many digits, everything else as text. */
export function parameterText(value: Value, scale: number | null): string | boolean {
  if (value instanceof Rational) return value.toDecimal(scale ?? 0)
  return typeof value === 'boolean' ? value : valueText(value)
}
