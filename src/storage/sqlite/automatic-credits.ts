import { lowestId } from '../../ids/entry-id.ts'
import { quarterHourMilliseconds } from '../../journal/totals.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import type { Connection } from './connection.ts'
import { idBytes } from './id-bytes.ts'
import { readAmount } from './write-totals.ts'

const selectWhole = `SELECT CAST(amount AS BLOB) AS amount FROM automatic_credit
  WHERE currency = ? AND quarter_hour >= ?`
// No entry stands before the time that it was decided at, and its id begins with its place in time.
const selectBroken = `SELECT CAST(entry.credit_amount AS BLOB) AS amount
  FROM class CROSS JOIN entry INDEXED BY entry_of_class ON entry.class = class.id AND entry.id >= ?
  WHERE class.automatic = 1 AND class.credit_currency = ? AND entry.decided_at >= ? AND entry.decided_at < ?`

/**
 * The sum of what was credited in the currency without a person since the instant (inclusive): of the quarter hours that
 * begin then or later their sums, of the one that it falls into, if any, the entries.
 */
export function automaticCreditsSince(connection: Connection, currency: string, since: string): string {
  const instant = Date.parse(since)
  const quarterHour = Math.ceil(instant / quarterHourMilliseconds)
  const end = quarterHour * quarterHourMilliseconds
  const whole = connection.all(selectWhole, [currency, quarterHour])
  const broken =
    end === instant ? [] : connection.all(selectBroken, [idBytes(lowestId(instant)), currency, instant, end])
  return sumDecimals([...whole, ...broken].map(({ amount }) => readAmount(amount)))
}
