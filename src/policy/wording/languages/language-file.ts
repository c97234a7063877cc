import type { BuiltInReason } from '../../model/policy.ts'

/** The service's own words in one language. Placeholders in braces are those of a policy's texts. */
export interface LanguageFile {
  /** BCP 47 tag of the language alone. */
  readonly language: string
  readonly unknown: string
  readonly yes: string
  readonly no: string
  /** What customers read where a policy has no text of its own for a reason that the service gives. */
  readonly reasons: Readonly<Record<BuiltInReason, string>>
  readonly still_waiting: string
  readonly no_dispute_rule: string
  readonly undecided_dispute: string
  /** What would have to be otherwise; `{time}` is a duration, `{value}` a value of what is called `{what}`. */
  readonly flips: {
    /** `{changes}` are those that follow, with `and` between. */
    readonly sentence: string
    readonly and: string
    readonly were: string
    readonly earlier: string
    readonly later: string
  }
  /** What the public pages say; `{n}` is a version, `{day}`, `{from}` and `{until}` days, `{language}` the name of one. */
  readonly page: {
    readonly skip: string
    readonly updated: string
    readonly published: string
    readonly version: string
    readonly contents: string
    readonly questions: string
    readonly languages: string
    readonly versions: string
    readonly versions_of: string
    readonly in_force: string
    readonly retired: string
    readonly retired_since: string
    readonly earlier: string
    readonly read_newest: string
    readonly read_version: string
    readonly changed: string
    readonly compared: string
    readonly fingerprint: string
    readonly feed: string
    readonly older: string
    readonly newer: string
  }
  /** Which days are working days: `{days}` are weekdays, `{holidays}` days in a row, `{day}` the last one whose holidays are known. */
  readonly working_days: {
    readonly title: string
    readonly are: string
    /** Where there are holidays. */
    readonly except: string
    /** Weekdays from `{first}` to `{last}`. */
    readonly range: string
    readonly known: string
  }
  /** What became of a clause or a term from one version to the next. */
  readonly changes: {
    readonly added: string
    readonly removed: string
    readonly reworded: string
    readonly changed: string
    readonly renumbered: string
    /** `{clause}` is the number that it had. */
    readonly was: string
    readonly before: string
    readonly after: string
    readonly none: string
    readonly first: string
    readonly retired: string
    readonly resumed: string
    readonly new_language: string
  }
  /** What the terms are called that stand beside the clauses. */
  readonly terms: {
    readonly title: string
    readonly contact: string
    readonly time_zone: string
    readonly methods: string
    readonly limit_decision: string
    readonly limit_account_day: string
    readonly limit_day: string
    readonly target: string
    readonly due: string
  }
  /** How the edges of a table are written, `{edge}` being the number or the day. */
  readonly table: {
    readonly up_to: string
    readonly below: string
    readonly at_least: string
    readonly above: string
    readonly until: string
    readonly before: string
    readonly from: string
    readonly after: string
    readonly otherwise: string
  }
}
