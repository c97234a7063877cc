import { createContext, type RefObject, useContext } from 'react'
import type { PolicyCheck } from '../../../api/policy-checks.ts'
import type { EditorHandle } from '../../../code/policy-editor.tsx'
import type { PolicyName } from '../../../text/policy-names.ts'
import type { ReadText } from '../../../text/read-text.ts'
import type { PanelName } from './search.ts'
import type { WrittenDraft } from './use-draft.ts'

/** The draft that is written, and what all parts of the editor share. */
export interface Writing {
  readonly draft: WrittenDraft
  readonly canWrite: boolean
  /** The text a moment ago, read: what is typed in between is not looked at. */
  readonly read: ReadText
  /** Of that text; undefined until it was checked. */
  readonly check: PolicyCheck | undefined
  readonly isChecking: boolean
  /** Why the newest text could not be checked; null where it was, or will be. */
  readonly checkFault: unknown
  checkAgain(): void
  readonly names: readonly PolicyName[]
  readonly handle: RefObject<EditorHandle | null>
  /** Hears of the editor once it is there. */
  ready(handle: EditorHandle): void
  /** An order to be tried, from a proof or a case; null for none. */
  readonly order: TrialOrder | null
  tryOrder(order: TrialOrder): void
  /** Goes to a place of the text, in the text view. */
  jump(line: number, column?: number): void
  show(panel: PanelName): void
}

/** An order that is tried: its facts by dotted name, as text, and the time; empty for now. */
export interface TrialOrder {
  readonly facts: FlatFacts
  readonly at: string
}

export type FlatFacts = Readonly<Record<string, string>>

export const WritingContext = createContext<Writing | null>(null)

/** What the parts of the editor share. */
export function useWriting(): Writing {
  const writing = useContext(WritingContext)
  if (writing === null) throw new Error('a part of the editor stands outside of it')
  return writing
}
