import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { policiesQuery } from '../api/policies.ts'
import { useMay } from '../api/use-session.ts'
import { useWords } from '../words/use-words.ts'

/** Chooses the policy that the page is about; where there is one alone there is nothing to choose. */
export function PolicyChooser(): ReactElement | null {
  const { shell } = useWords()
  const mayRead = useMay()('listPolicies')
  const { data } = useQuery({ ...policiesQuery, enabled: mayRead })
  const { policy } = useSearch({ from: '__root__' })
  const navigate = useNavigate()
  const names = data?.map(({ name }) => name) ?? []
  if (names.length < 2) return null
  return (
    <Select
      aria-label={shell.policy}
      size="xs"
      w={{ base: 130, sm: 180 }}
      clearable
      placeholder={shell.allPolicies}
      data={names}
      value={policy ?? null}
      onChange={(name) => void navigate({ to: '.', search: (before) => ({ ...before, policy: name ?? undefined }) })}
    />
  )
}
