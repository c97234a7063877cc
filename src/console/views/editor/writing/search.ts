export const panelNames = ['outline', 'faults', 'cases', 'trial', 'page', 'changes', 'proofs'] as const
export type PanelName = (typeof panelNames)[number]

/** What of an address the editor understands: whether it is written as a form, and what is shown beside. */
interface EditorSearch {
  readonly as?: 'form' | undefined
  readonly panel?: PanelName | undefined
}

/** What is left of it; anything else is left out. */
export function readEditorSearch({ as, panel }: Record<string, unknown>): EditorSearch {
  const known = panelNames.find((each) => each === panel)
  return { ...(as === 'form' ? { as } : {}), ...(known === undefined ? {} : { panel: known }) }
}
