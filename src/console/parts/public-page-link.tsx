import { Anchor } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../words/use-words.ts'

/** Leads to the page that customers read: of the policy as it is, or as a version had it. */
export function PublicPageLink({
  policy,
  version,
}: {
  readonly policy: string
  readonly version?: number
}): ReactElement {
  const { common } = useWords()
  const below = version === undefined ? '' : `/versions/${version}`
  return (
    <Anchor inherit href={`/policy/${encodeURIComponent(policy)}${below}`} target="_blank" rel="noreferrer">
      {common.publicPage}
    </Anchor>
  )
}
