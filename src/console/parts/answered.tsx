import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactElement, ReactNode } from 'react'
import { FaultNote } from './fault-note.tsx'
import { WaitingRows } from './waiting-rows.tsx'

/** What a query answered; while it is on its way rows that wait, and what went wrong where it did. Old data stays in sight. */
export function Answered<Data>({
  query,
  children,
}: {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>
  readonly children: (data: Data) => ReactNode
}): ReactElement {
  const { data, error, refetch } = query
  if (data !== undefined) return <>{children(data)}</>
  return error === null ? <WaitingRows /> : <FaultNote fault={error} onRetry={() => void refetch()} />
}
