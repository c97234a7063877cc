import type { PolicyName } from '../../../text/policy-names.ts'
import { textOf } from '../../../text/read-text.ts'
import type { FlatFacts } from './use-writing.ts'

/** Facts by dotted name, as text, from facts as a request has them. */
export function flatFacts(facts: Readonly<Record<string, unknown>>, above = ''): FlatFacts {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]): readonly (readonly [string, string])[] => {
      const name = above === '' ? key : `${above}.${key}`
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        return Object.entries(flatFacts(value as Readonly<Record<string, unknown>>, name))
      }
      return value === null ? [] : [[name, textOf(value)]]
    }),
  )
}

/** Facts as a request has them: nested, of the type that the policy says; what is empty is not given. */
export function nestedFacts(order: FlatFacts, facts: readonly PolicyName[]): Readonly<Record<string, unknown>> {
  const root: Record<string, unknown> = {}
  for (const { name, detail } of facts) {
    const text = order[name]?.trim() ?? ''
    if (text === '') continue
    const parts = name.split('.')
    let place = root
    for (const part of parts.slice(0, -1)) place = (place[part] ??= {}) as Record<string, unknown>
    place[parts.at(-1) ?? name] = valueOf(text, detail)
  }
  return root
}

/** Whole numbers and yes or no as such; decimals stay text, so that none of their digits is lost. */
function valueOf(text: string, type: string): unknown {
  if (type.startsWith('boolean')) return text === 'true'
  if (type.startsWith('integer') && /^-?\d{1,15}$/u.test(text)) return JSON.parse(text)
  return text
}
