import { Badge } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../words/use-words.ts'

const colors = { approve: 'teal', deny: 'gray', review: 'orange' } as const
const dots = { approve: '#0ca678', deny: '#868e96', review: '#f08c00' } as const

/** An outcome; with it the policy's own word where it has one. */
export function OutcomeBadge({
  outcome,
  label,
}: {
  readonly outcome: 'approve' | 'deny' | 'review'
  readonly label?: string | undefined
}): ReactElement {
  const { common } = useWords()
  return (
    <Badge color={colors[outcome]} leftSection={<span className="outcome-dot" style={{ background: dots[outcome] }} />}>
      {label === undefined ? common.outcomes[outcome] : `${common.outcomes[outcome]} · ${label}`}
    </Badge>
  )
}
