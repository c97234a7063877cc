import type { Entry, ErasableValues } from './entry.ts'
import type { GivenAction, Parameters } from './kinds/given-action.ts'

interface WithActions {
  readonly actions: readonly GivenAction[]
}

/** Actions as they are stored: their personal parameters stand beside the entry. */
export function parametersApart(actions: readonly GivenAction[]): WithActions & Pick<ErasableValues, 'parameters'> {
  if (actions.every(({ personal }) => personal.length === 0)) return { actions, parameters: null }
  return {
    actions: actions.map((action) => ({ ...action, parameters: chosen(action, false) })),
    parameters: actions.map((action) => chosen(action, true)),
  }
}

/** The actions that the entry gave, with their personal parameters as far as they were not erased. */
export function actionsOf({
  result,
  confidential,
}: { readonly result: WithActions } & Pick<Entry, 'confidential'>): readonly GivenAction[] {
  const apart = confidential?.parameters ?? null
  if (apart === null) return result.actions
  return result.actions.map((action, index) => ({ ...action, parameters: { ...action.parameters, ...apart[index] } }))
}

function chosen({ parameters, personal }: GivenAction, isPersonal: boolean): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => personal.includes(name) === isPersonal))
}
