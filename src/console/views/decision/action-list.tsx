import { Code, List, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Schemas } from '../../api/client.ts'
import { useWords } from '../../words/use-words.ts'

type Action = Schemas['Action']

/** What other systems were asked to do, and what they had been asked before. */
export function ActionList({
  given,
  before,
}: {
  readonly given: readonly Action[]
  readonly before: readonly Action[]
}): ReactElement {
  const { decision: words } = useWords()
  if (given.length + before.length === 0) {
    return (
      <Text c="dimmed" size="sm">
        {words.noActions}
      </Text>
    )
  }
  return (
    <List size="sm" spacing={4}>
      {given.map((action) => (
        <List.Item key={action.id}>
          <ActionLine action={action} />
        </List.Item>
      ))}
      {before.map((action) => (
        <List.Item key={action.id}>
          <ActionLine action={action} /> {words.givenBefore}
        </List.Item>
      ))}
    </List>
  )
}

function ActionLine({ action: { name, parameters } }: { readonly action: Action }): ReactElement {
  const told = Object.entries(parameters).map(([parameter, value]) => `${parameter}: ${String(value)}`)
  return <Code>{told.length === 0 ? name : `${name} (${told.join(', ')})`}</Code>
}
