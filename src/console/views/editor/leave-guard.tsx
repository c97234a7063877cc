import { useBlocker } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useWords } from '../../words/use-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useWriting } from './writing/use-writing.ts'

/** Asks before what was typed is lost, whether one leaves the view or the page. */
export function LeaveGuard(): ReactElement | null {
  const { editor: words } = useWords()
  const { draft } = useWriting()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => draft.isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => draft.isDirty,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  const stay = (): void => {
    reset()
    void draft.save()
  }
  return (
    <ConfirmDialog
      title={words.leaveTitle}
      text={words.leaveText}
      confirm={words.leave}
      cancel={words.stay}
      onConfirm={proceed}
      onClose={stay}
    />
  )
}
