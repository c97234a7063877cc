import { Group, NumberInput, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { versionDifferenceQuery } from '../../api/versions.ts'
import { Answered } from '../../parts/answered.tsx'
import { ChangeList } from '../../parts/change-list.tsx'
import { Section } from '../../parts/section.tsx'
import { UnifiedText } from '../../parts/unified-text.tsx'
import { useWords } from '../../words/use-words.ts'

interface ComparedProps {
  readonly policy: string
  readonly newest: number
  readonly from: number
  readonly to: number
}

/** What one version changes of another: in words, and line by line. Which two, stands in the address. */
export function ComparedVersions({ policy, newest, from, to }: ComparedProps): ReactElement {
  const { versions: words } = useWords()
  const navigate = useNavigate()
  const choose = (search: { readonly from: number; readonly to: number }): void => {
    void navigate({ to: '/policies/$policy/versions', params: { policy }, search })
  }
  const field = (label: string, value: number, change: (next: number) => void): ReactElement => (
    <NumberInput
      label={label}
      w={130}
      size="sm"
      min={1}
      max={newest}
      allowDecimal={false}
      clampBehavior="strict"
      value={value}
      onChange={(next) => typeof next === 'number' && next >= 1 && change(next)}
    />
  )
  return (
    <Section title={words.difference}>
      <Group align="end" gap="sm">
        {field(words.from, from, (next) => choose({ from: next, to }))}
        {field(words.to, to, (next) => choose({ from, to: next }))}
      </Group>
      {from === to ? (
        <Text c="dimmed">{words.sameVersion}</Text>
      ) : (
        <Difference policy={policy} newest={newest} from={from} to={to} />
      )}
    </Section>
  )
}

function Difference({ policy, from, to }: ComparedProps): ReactElement {
  const query = useQuery(versionDifferenceQuery(policy, from, to))
  return (
    <Answered query={query}>
      {({ changes, unified }) => (
        <>
          <ChangeList changes={changes} />
          <UnifiedText text={unified} />
        </>
      )}
    </Answered>
  )
}
