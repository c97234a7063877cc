import { type Form, objectOf, text } from '../model/form.ts'

/** The clause of the policy that decided, as its version names it. */
export interface ClauseReference {
  readonly id: string
  readonly title: string
}

export const clauseReferenceForm: Form<ClauseReference> = objectOf<ClauseReference>({ id: text, title: text })
