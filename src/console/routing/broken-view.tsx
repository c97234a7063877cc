import { Button, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { EmptyNote } from '../parts/empty-note.tsx'
import { useWords } from '../words/use-words.ts'

/** Stands where a view failed, without what only its makers understand. */
export function BrokenView(): ReactElement {
  const { common } = useWords()
  return (
    <EmptyNote isView title={common.brokenTitle}>
      <Text mb="md">{common.brokenText}</Text>
      <Button variant="default" onClick={() => globalThis.location.reload()}>
        {common.retry}
      </Button>
    </EmptyNote>
  )
}
