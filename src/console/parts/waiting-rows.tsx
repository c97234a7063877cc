import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../words/use-words.ts'

/** Stands where an answer is on its way. */
export function WaitingRows({ rows = 6 }: { readonly rows?: number }): ReactElement {
  const { common } = useWords()
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">{common.loading}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={28} radius="sm" />
      ))}
    </Stack>
  )
}
