import { Anchor, Code, Group, ScrollArea, Spoiler, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { hasCode } from '../../api/api-fault.ts'
import { receiptQuery } from '../../api/decisions.ts'
import { Answered } from '../../parts/answered.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import { VerifyButton } from './verify-button.tsx'

/** The proof of a decision: its entry, the hash over it, and the file to check without this service. */
export function ReceiptSection({ id }: { readonly id: string }): ReactElement {
  const { decision: words } = useWords()
  const query = useQuery(receiptQuery(id))
  if (hasCode(query.error, 'receipt_not_ready')) {
    return (
      <Section title={words.receipt}>
        <Text c="dimmed" size="sm">
          {words.receiptLater}
        </Text>
      </Section>
    )
  }
  return (
    <Section title={words.receipt}>
      <Answered query={query}>
        {(receipt) => (
          <>
            <FactsTable
              label={words.receipt}
              rows={[
                [words.entryNumber, receipt.number],
                [
                  words.hash,
                  <Group key="hash" gap={4} wrap="nowrap">
                    <Code style={{ overflowWrap: 'anywhere' }}>{receipt.hash}</Code>
                    <CopyButton value={receipt.hash} what={words.hash} />
                  </Group>,
                ],
              ]}
            />
            <VerifyButton receipt={receipt} />
            <Anchor href={`/v1/decisions/${id}/receipt`} download={`receipt-${id}.json`}>
              {words.download}
            </Anchor>
            <Spoiler maxHeight={0} showLabel={words.showEntry} hideLabel={words.hideEntry}>
              <ScrollArea.Autosize mah={400} viewportProps={{ tabIndex: 0 }}>
                <Code block>{JSON.stringify(receipt.entry, null, 2)}</Code>
              </ScrollArea.Autosize>
            </Spoiler>
          </>
        )}
      </Answered>
    </Section>
  )
}
