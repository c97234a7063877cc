import { isMap, isSeq, type Node } from 'yaml'
import { addSection, addValue } from './edit-text.ts'
import { type ReadText, readText } from './read-text.ts'

/** The largest refund of a kind that is credited without a person. */
export interface NewLimit {
  readonly per: string
  readonly currency: string
  readonly amount: string
}

/** The text with a further limit, in the form that its limits have; null where there is no place for it. */
export function addLimit(read: ReadText, { per, currency, amount }: NewLimit): string | null {
  const limits = read.document.getIn(['limits'], true)
  const item = `{ per: ${per}, currency: ${currency}, amount: "${amount}" }`
  if (limits === undefined || limits === null) return addSection(read, `limits:\n  - ${item}\n`)
  if (isMap(limits)) {
    return limits.has(per)
      ? addValue(read, ['limits', per], currency, `"${amount}"`)
      : addValue(read, ['limits'], per, `{ ${currency}: "${amount}" }`)
  }
  if (!isSeq(limits) || limits.flow === true) return null
  const last = limits.items.at(-1) as Node | undefined
  const end = last?.range?.[1] ?? 0
  const newline = read.text.indexOf('\n', end)
  const at = newline === -1 ? read.text.length : newline
  const text = `${read.text.slice(0, at)}\n  - ${item}${read.text.slice(at)}`
  return readText(text).isReadable ? text : null
}
