import type { ReactElement } from 'react'
import { EmptyNote } from '../parts/empty-note.tsx'
import { useWords } from '../words/use-words.ts'

/** Stands where an address leads nowhere. */
export function MissingView(): ReactElement {
  const { common } = useWords()
  return (
    <EmptyNote isView title={common.notFoundTitle}>
      {common.notFoundText}
    </EmptyNote>
  )
}
