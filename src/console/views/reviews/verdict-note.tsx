import { Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ReviewTask } from '../../api/reviews.ts'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Money } from '../../parts/money.tsx'
import { OutcomeBadge } from '../../parts/outcome-badge.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'

/** How a review ended, who ended it, and what that gave. */
export function VerdictNote({ review }: { readonly review: ReviewTask }): ReactElement {
  const { reviews: words } = useWords()
  const { resolution } = review
  if (resolution === null) {
    return (
      <Section title={words.ended}>
        <Text>{words.superseded}</Text>
      </Section>
    )
  }
  const { amount, refund, actions } = resolution
  return (
    <Section title={words.ended}>
      <FactsTable
        label={words.ended}
        rows={[
          [words.outcome, <OutcomeBadge key="outcome" outcome={resolution.outcome} label={resolution.label} />],
          [words.by, resolution.resolved_by],
          [words.at, <Instant key="at" at={resolution.resolved_at} precise />],
          [words.note, resolution.note],
          [
            words.credited,
            amount === null ? '–' : <Money key="amount" amount={amount} currency={refund?.currency ?? ''} />,
          ],
          [words.actions, actions.length === 0 ? '–' : actions.map(({ name }) => name).join(', ')],
        ]}
      />
    </Section>
  )
}
