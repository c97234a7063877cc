import { type Form, mapOf, objectOf, text } from '../model/form.ts'

/** An action that a decision asks another system to do; numbers are exact decimal text. */
export interface GivenAction {
  readonly name: string
  readonly parameters: Readonly<Record<string, string | boolean>>
}

const parameterForm: Form<string | boolean> = (value) =>
  typeof value === 'string' || typeof value === 'boolean' ? null : ''

export const givenActionForm: Form<GivenAction> = objectOf<GivenAction>({
  name: text,
  parameters: mapOf(parameterForm),
})
