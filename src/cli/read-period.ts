import { formatInstant } from '../time/instant.ts'
import { parseTimestamp } from '../time/parse-timestamp.ts'
import { CommandFault } from './command-fault.ts'

/** The options `--from` and `--to` as they were written. */
export interface PeriodOptions {
  readonly from?: string
  readonly to?: string
}

/** The period as UTC ISO 8601. CommandFault for what is no instant. */
export function readPeriod({ from, to }: PeriodOptions): PeriodOptions {
  return {
    ...(from === undefined ? {} : { from: instantOf('--from', from) }),
    ...(to === undefined ? {} : { to: instantOf('--to', to) }),
  }
}

function instantOf(option: string, text: string): string {
  const instant = parseTimestamp(text)
  if (instant === undefined)
    throw new CommandFault(`${option} ${text} is no instant: write it like 2026-01-31T12:00:00Z`)
  return formatInstant(instant)
}
