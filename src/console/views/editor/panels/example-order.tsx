import { Button, Group, Text } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { FactsTable } from '../../../parts/facts-table.tsx'
import { useWords } from '../../../words/use-words.ts'
import { flatFacts } from '../writing/trial-facts.ts'
import { useWriting } from '../writing/use-writing.ts'

/** An order that shows something, with what is decided on it; it can be tried. */
export function ExampleOrder({
  facts,
  now,
  children,
}: {
  readonly facts: Readonly<Record<string, unknown>>
  /** The time that it is asked at. */
  readonly now: string
  readonly children: ReactNode
}): ReactElement {
  const { editor: words } = useWords()
  const { tryOrder } = useWriting()
  const flat = flatFacts(facts)
  return (
    <div>
      <FactsTable label={words.example} rows={[...Object.entries(flat), [words.at, now]]} />
      {children}
      <Group mt="xs">
        <Button size="compact-sm" variant="default" onClick={() => tryOrder({ facts: flat, at: now })}>
          {words.tryExample}
        </Button>
      </Group>
    </div>
  )
}

/** What is decided on it, in a line. */
export function Ruled({
  label,
  ruling: { outcome, rule, refund },
}: {
  readonly label: string
  readonly ruling: { readonly outcome: string; readonly rule: string | null; readonly refund: string | null }
}): ReactElement {
  const { common, editor: words } = useWords()
  const outcomes: Readonly<Record<string, string>> = common.outcomes
  return (
    <Text size="sm" mt={4}>
      {label}: <strong>{outcomes[outcome] ?? outcome}</strong>
      {refund !== null && ` · ${refund}`} · {rule ?? words.byDefault}
    </Text>
  )
}
