import type { Decisions, RefundRequest } from './decisions.ts'

/** A decision as it is answered, as JSON text, and whether it was there before. */
export interface DecidedText {
  readonly text: string
  readonly replayed: boolean
}

/** Decides, and writes the decision once. */
export async function decideAsText(decisions: Pick<Decisions, 'decide'>, request: RefundRequest): Promise<DecidedText> {
  const { decision, replayed } = await decisions.decide(request)
  return { text: JSON.stringify(decision), replayed }
}
