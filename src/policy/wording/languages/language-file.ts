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
  readonly page: {
    readonly skip: string
    readonly updated: string
    readonly version: string
    readonly contents: string
    readonly questions: string
    readonly languages: string
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
