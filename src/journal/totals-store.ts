import type { QuarterSum } from './quarter-sums.ts'

/**
 * What was decided and credited on one UTC day (by the clock, `decided_at`) under one version of a policy, with one
 * outcome, clause, rule and currency. A review that a person resolves counts on its own day, under the rule that led to
 * it and the version that the resolution follows. JSON names.
 */
export interface DayTotal extends TotalKey {
  /** Refund decisions: approvals, denials and reviews that were asked for; resolutions of reviews are none. */
  readonly decisions: number
  /** All that was credited, by decisions and by persons. Exact decimal text. */
  readonly credited: string
  /** What of it no person approved. */
  readonly credited_automatically: string
}

/** What totals are told apart by. */
export interface TotalKey {
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly policy: string | null
  readonly policy_version: number | null
  readonly outcome: string | null
  readonly clause: string | null
  readonly rule: string | null
  /** Null where nothing was credited. */
  readonly currency: string | null
}

/** What a part of the totals of one UTC day is made of; several may have one key. JSON names. */
export interface QuarterTotal extends TotalKey {
  /** Whether no person approved what was credited. */
  readonly automatic: boolean
  /** Those in which something was decided or credited, in order. */
  readonly quarters: readonly QuarterSum[]
}

/** What was credited without a person in a quarter of an hour, by the clock. JSON names. */
export interface AutomaticCredit {
  readonly currency: string
  /** Where it begins: UTC ISO 8601. In every time zone of today a day begins at one. */
  readonly quarter_hour: string
  /** Exact decimal text. */
  readonly amount: string
}

/** Sums over all accounts, true of exactly the entries that are stored: an entry and its part of them are one write. */
export interface TotalsStore {
  /** The totals of days from `from` (inclusive) to `to` (exclusive), `YYYY-MM-DD`, by day, then by the rest of their key. */
  totals(from: string, to: string): Promise<readonly DayTotal[]>
  /** What these are made of, by quarter of an hour. In no order. */
  quarterTotals(from: string, to: string): Promise<readonly QuarterTotal[]>
  /** Of quarters of an hour that begin from `from` (inclusive) to `to` (exclusive), UTC ISO 8601, by currency, then by time. */
  automaticCredits(from: string, to: string): Promise<readonly AutomaticCredit[]>
}
