import { Rational } from '../../money/rational.ts'
import { equalValues } from '../expression/compare-values.ts'
import { neutralValue } from '../facts/neutral-value.ts'
import type { Value } from '../model/value.ts'
import type { FactVariable } from './fact-variables.ts'
import type { FoundOrder, JudgeOrder } from './find-order.ts'

/** The order with as little as shows the same: what may be left out is, history is neutral, numbers are round. */
export function simplerOrder(order: FoundOrder, judge: JudgeOrder<unknown>): FoundOrder {
  let simplest = order
  for (const variable of order.facts.keys()) {
    for (const value of simplerValues(variable)) {
      const current = simplest.facts.get(variable)
      if (current === undefined || (value !== null && equalValues(value, current))) break
      const facts = new Map(simplest.facts)
      if (value === null) facts.delete(variable)
      else facts.set(variable, value)
      const candidate = { facts, now: simplest.now }
      if (judge(candidate) === null) continue
      simplest = candidate
      break
    }
  }
  return simplest
}

/** From the simplest on; null for a fact that is left out. */
function simplerValues({ declaration }: FactVariable): readonly (Value | null)[] {
  const { presence, history, type, values, name } = declaration
  if (history !== null) return [neutralValue(history)]
  if (presence !== 'required') return [null, ...roundValues(type)]
  if (type === 'string') return [name.split('.').join('-')]
  if (type === 'enum') return [values?.[0] ?? '']
  return type === 'boolean' ? [false] : roundValues(type)
}

function roundValues(type: string): readonly Value[] {
  return type === 'integer' || type === 'decimal' ? ['0', '1', '10', '100'].map((text) => Rational.of(text)) : []
}
