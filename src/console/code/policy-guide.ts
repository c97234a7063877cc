import type { PolicyName } from '../text/policy-names.ts'
import type { Schema } from './schema-walk.ts'

/** What is known of policies in general and of this one: what completion offers and help tells. */
export interface PolicyGuide {
  readonly schema: Schema
  readonly functions: readonly {
    readonly name: string
    readonly call: string
    readonly does: string
    readonly gives: string
  }[]
  /** The names of the text as it is now. */
  names(): readonly PolicyName[]
  /** The editor's own words in the language of the page, by its English ones. */
  readonly phrases: Readonly<Record<string, string>>
  /** What kinds of names are called there. */
  readonly kinds: Readonly<Record<PolicyName['kind'] | 'function' | 'key' | 'value', string>>
}

/** The names of some kinds. */
export function namesOf(guide: PolicyGuide, ...kinds: readonly PolicyName['kind'][]): readonly PolicyName[] {
  return guide.names().filter(({ kind }) => kinds.includes(kind))
}
