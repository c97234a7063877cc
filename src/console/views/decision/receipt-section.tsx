import { Anchor, Code, Group, ScrollArea, Spoiler, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement, ReactNode } from 'react'
import { hasCode } from '../../api/api-fault.ts'
import { type ExplainedDecision, receiptQuery } from '../../api/decisions.ts'
import { Answered } from '../../parts/answered.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import { VerifyButton } from './verify-button.tsx'

/** The entry of a decision, the hash over it, and the file to check without this service once a checkpoint covers it. */
export function ReceiptSection({ decision }: { readonly decision: ExplainedDecision }): ReactElement {
  const { decision: words } = useWords()
  const { id, entry } = decision
  const query = useQuery(receiptQuery(id))
  const { data: receipt } = query
  return (
    <Section title={words.receipt}>
      <FactsTable
        label={words.receipt}
        rows={[
          ...(entry === undefined
            ? []
            : ([
                [words.entrySequence, entry.sequence],
                [words.hash, <Hash key="hash" value={entry.hash} />],
                [words.hashBefore, <Hash key="before" value={entry.previous_hash} />],
              ] as const)),
          ...(receipt === undefined ? [] : [[words.entryNumber, receipt.number] as const]),
        ]}
      />
      {hasCode(query.error, 'receipt_not_ready') ? (
        <Text c="dimmed" size="sm">
          {words.receiptLater}
        </Text>
      ) : (
        <Answered query={query}>
          {(given) => (
            <>
              <VerifyButton receipt={given} />
              <Anchor href={`/v1/decisions/${id}/receipt`} download={`receipt-${id}.json`}>
                {words.download}
              </Anchor>
              <Spoiler maxHeight={0} showLabel={words.showEntry} hideLabel={words.hideEntry}>
                <ScrollArea.Autosize mah={400} viewportProps={{ tabIndex: 0 }}>
                  <Code block>{JSON.stringify(given.entry, null, 2)}</Code>
                </ScrollArea.Autosize>
              </Spoiler>
            </>
          )}
        </Answered>
      )}
    </Section>
  )
}

function Hash({ value }: { readonly value: string | null }): ReactNode {
  const { decision: words } = useWords()
  if (value === null) return words.firstEntry
  return (
    <Group gap={4} wrap="nowrap">
      <Code style={{ overflowWrap: 'anywhere' }}>{value}</Code>
      <CopyButton value={value} what={words.hash} />
    </Group>
  )
}
