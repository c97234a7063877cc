import { Anchor } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../words/use-words.ts'

/** Leads to the pages on which the API can be read and tried. */
export function DocsLink(): ReactElement {
  const { common } = useWords()
  return (
    <Anchor inherit href="/docs">
      {common.docs}
    </Anchor>
  )
}
