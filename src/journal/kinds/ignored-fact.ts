import { type Form, objectOf, text } from '../model/form.ts'

/** A value of a request that differs from the frozen one, which was used instead; both as canonical text. */
export interface IgnoredFact {
  readonly fact: string
  readonly given: string
  readonly used: string
}

export const ignoredFactForm: Form<IgnoredFact> = objectOf<IgnoredFact>({ fact: text, given: text, used: text })
