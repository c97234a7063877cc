import type { Json } from '../../fingerprint/canonical-json.ts'
import { Rational } from '../../money/rational.ts'
import { Problem } from '../../problems/problem.ts'
import { formatInstant, parseInstant } from '../../time/instant.ts'
import type { FactType, Value } from '../model/value.ts'

/** The one stored form of a value: numbers as decimal text, timestamps as UTC ISO 8601; equal values give equal JSON. */
export function factToJson(type: FactType, value: Value): Json {
  if (value instanceof Rational) return value.toDecimal()
  return type === 'timestamp' && typeof value === 'number' ? formatInstant(value) : value
}

/** Reads what {@link factToJson} wrote. Problem store_damaged for anything else. */
export function factFromJson(type: FactType, json: Json): Value {
  const value = storedValue(type, json)
  if (value === undefined) {
    throw new Problem('store_damaged', `A stored fact of type ${type} cannot be read.`, { cause: json })
  }
  return value
}

function storedValue(type: FactType, json: Json): Value | undefined {
  if (type === 'boolean') return typeof json === 'boolean' ? json : undefined
  if (typeof json !== 'string') return undefined
  switch (type) {
    case 'integer':
    case 'decimal':
      return Rational.parse(json)
    case 'timestamp': {
      const milliseconds = parseInstant(json)
      return Number.isNaN(milliseconds) ? undefined : milliseconds
    }
    case 'string':
    case 'enum':
    case 'date':
      return json
  }
}
