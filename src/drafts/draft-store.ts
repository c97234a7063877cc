import type { Draft, DraftState } from './draft.ts'

/** Which drafts of a policy: in one state (null: in any), with an id below `before` (null: from the newest). */
export interface DraftPage {
  readonly state: DraftState | null
  readonly before: string | null
  readonly limit: number
}

/** Drafts of policies. Reads see every write that was answered before they began. */
export interface DraftStore {
  /** Writes the draft durably if its id is free; false if it is taken: nothing is written. */
  insertDraft(draft: Draft): Promise<boolean>
  /** Writes the draft durably in place of its revision `over`; false where another one, or none, is stored: nothing is written. */
  replaceDraft(draft: Draft, over: number): Promise<boolean>
  /** Null for an unknown id. */
  draft(id: string): Promise<Draft | null>
  /** Those of the policy, newest id first, at most `limit`. */
  draftsOf(policy: string, page: DraftPage): Promise<readonly Draft[]>
  /** Those with a due time, the earliest first, at most `limit`. */
  scheduledDrafts(limit: number): Promise<readonly Draft[]>
  /** All drafts, ascending by id, after the id (null: from the first), at most `limit`. */
  drafts(after: string | null, limit: number): Promise<readonly Draft[]>
}
