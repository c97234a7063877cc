import { type Form, leaf, listOf, type Members, mapOf, objectOf, oneOf, text, usually } from '../model/form.ts'

/** Numbers are exact decimal text. */
export type ParameterValue = string | boolean
export type Parameters = Readonly<Record<string, ParameterValue>>

/** An action that a decision asks another system to do. */
export interface GivenAction {
  readonly name: string
  /** Given once for an order, or with each decision. */
  readonly per: 'order' | 'decision'
  readonly parameters: Parameters
  /** Names of the parameters that are no part of what the action is: sums so far, and what was added. */
  readonly cumulative: readonly string[]
  readonly added: readonly string[]
  /** Names of the parameters that an erasure removes; they are no part of what the action is either. */
  readonly personal: readonly string[]
}

/** An action as it is answered: its id is its own for good. */
export interface AnsweredAction {
  readonly id: string
  readonly name: string
  readonly parameters: Parameters
}

/** An action that was given by an earlier entry. */
export interface GivenBefore extends GivenAction {
  readonly id: string
}

const parameterForm = leaf<ParameterValue>((value) => typeof value === 'string' || typeof value === 'boolean')

export const parametersForm: Form<Parameters> = mapOf(parameterForm)

const parts: Members<GivenAction> = {
  name: text,
  per: oneOf(['order', 'decision']),
  parameters: parametersForm,
  cumulative: listOf(text),
  added: listOf(text),
  personal: usually(listOf(text), []),
}

export const givenActionForm: Form<GivenAction> = objectOf<GivenAction>(parts)

export const answeredActionForm: Form<AnsweredAction> = objectOf<AnsweredAction>({
  id: text,
  name: text,
  parameters: parametersForm,
})

export const givenBeforeForm: Form<GivenBefore> = objectOf<GivenBefore>({ id: text, ...parts })

/** The actions of an entry with their ids, as they are answered. */
export function answeredActions(entry: string, actions: readonly GivenAction[]): readonly AnsweredAction[] {
  return actions.map(({ name, parameters }, index) => ({ id: actionId(entry, index), name, parameters }))
}

/** The actions of an entry that are given once for an order. */
export function givenOnce(entry: string, actions: readonly GivenAction[]): readonly GivenBefore[] {
  return actions.flatMap((action, index) => (action.per === 'order' ? [{ id: actionId(entry, index), ...action }] : []))
}

function actionId(entry: string, index: number): string {
  return `${entry}.${index + 1}`
}
