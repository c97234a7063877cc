import { Rational } from '../../money/rational.ts'
import type { Value } from './value.ts'

/**
 * The key of a row in `Table.rows`. Each key is made text first (text and dates as they are,
 * booleans `true` or `false`, numbers as canonical decimal text): JSON text of the one, or of the array of both.
 */
export function tableRowKey(keys: readonly Value[]): string {
  const texts = keys.map((key) => (key instanceof Rational ? key.toString() : String(key)))
  return JSON.stringify(texts.length === 1 ? texts[0] : texts)
}

/** The texts that {@link tableRowKey} was made of. */
export function readTableRowKey(rowKey: string): readonly string[] {
  const key = JSON.parse(rowKey) as string | readonly string[]
  return typeof key === 'string' ? [key] : key
}
