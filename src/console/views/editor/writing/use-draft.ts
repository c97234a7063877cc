import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { hasCode } from '../../../api/api-fault.ts'
import { type Draft, draftKey, draftQuery, editDraft } from '../../../api/drafts.ts'

/** A draft while it is written: what was typed, what is stored, and what to do where someone else wrote it meanwhile. */
export interface WrittenDraft {
  /** As the service has it, as far as is known here. */
  readonly stored: Draft
  readonly text: string
  readonly reason: string
  readonly isDirty: boolean
  readonly isSaving: boolean
  readonly fault: unknown
  /** What someone else stored meanwhile; null where nobody did. */
  readonly conflict: Draft | null
  write(text: string): void
  giveReason(reason: string): void
  /** Stores it; resolves to whether that was done. */
  save(options?: { readonly baseVersion?: number }): Promise<boolean>
  /** Stores what is here in place of what someone else wrote. */
  keepMine(): Promise<boolean>
  /** Goes on from what someone else wrote; what was typed here can be undone to. */
  takeTheirs(): Draft | null
  /** Closes the question; it comes again with the next save. */
  later(): void
}

/** Holds the text of a draft and stores it under the revision that is known. */
export function useDraft(opened: Draft): WrittenDraft {
  const queryClient = useQueryClient()
  const [stored, setStored] = useState(opened)
  const [text, write] = useState(opened.text)
  const [reason, giveReason] = useState(opened.reason ?? '')
  const [conflict, setConflict] = useState<Draft | null>(null)
  const edit = useMutation({ mutationFn: editDraft })
  const accept = useCallback(
    (draft: Draft) => {
      setStored(draft)
      queryClient.setQueryData(draftKey(draft), draft)
      void queryClient.invalidateQueries({ queryKey: ['drafts', draft.policy] })
    },
    [queryClient],
  )
  const store = async (revision: number, baseVersion?: number): Promise<boolean> => {
    const why = reason.trim() === '' || reason.trim() === stored.reason ? undefined : reason.trim()
    const place = { policy: stored.policy, id: stored.id }
    try {
      accept(await edit.mutateAsync({ ...place, revision, text, reason: why, baseVersion }))
      setConflict(null)
      return true
    } catch (fault) {
      if (hasCode(fault, 'revision_conflict')) {
        setConflict(await queryClient.fetchQuery({ ...draftQuery(place), staleTime: 0 }))
        edit.reset()
      }
      return false
    }
  }
  return {
    stored,
    text,
    reason,
    isDirty: text !== stored.text || reason.trim() !== (stored.reason ?? ''),
    isSaving: edit.isPending,
    fault: edit.error,
    conflict,
    write,
    giveReason,
    save: ({ baseVersion } = {}) => store(stored.revision, baseVersion),
    keepMine: () => store(conflict?.revision ?? stored.revision),
    takeTheirs: () => {
      if (conflict === null) return null
      accept(conflict)
      giveReason(conflict.reason ?? '')
      setConflict(null)
      return conflict
    },
    later: () => setConflict(null),
  }
}
