import { Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ExplainedDecision } from '../../api/decisions.ts'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Money } from '../../parts/money.tsx'
import { OutcomeBadge } from '../../parts/outcome-badge.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import { ActionList } from './action-list.tsx'

/** What a decision waited for, and what became of it; nothing where it waited for nothing. */
export function WhatBecame({ decision }: { readonly decision: ExplainedDecision }): ReactElement | null {
  const { decision: words } = useWords()
  const { review, resolution, superseded_by } = decision
  if (review === null && resolution === undefined && superseded_by === undefined) return null
  return (
    <Section title={words.became}>
      {review !== null && resolution === undefined && superseded_by === undefined && (
        <Text>
          {words.waits(review.level)} <Instant at={review.due_by} />{' '}
          <AnchorLink to="/reviews" search={{ at: review.id }}>
            {words.toReview}
          </AnchorLink>
        </Text>
      )}
      {review !== null && review.missing_facts.length > 0 && (
        <Text>
          {words.missing}: {review.missing_facts.join(', ')}
        </Text>
      )}
      {superseded_by !== undefined && (
        <Text>
          {words.superseded}{' '}
          <AnchorLink to="/decisions/$id" params={{ id: superseded_by }}>
            {superseded_by}
          </AnchorLink>
        </Text>
      )}
      {resolution !== undefined && <Resolved resolution={resolution} />}
    </Section>
  )
}

function Resolved({ resolution }: { readonly resolution: NonNullable<ExplainedDecision['resolution']> }): ReactElement {
  const { decision: words } = useWords()
  const { outcome, label, amount, refund, resolved_by, resolved_at, note } = resolution
  return (
    <>
      <FactsTable
        label={words.became}
        rows={[
          [words.outcome, <OutcomeBadge key="outcome" outcome={outcome} label={label} />],
          [words.by, resolved_by],
          [words.at, <Instant key="at" at={resolved_at} precise />],
          [words.note, note],
          [
            words.credited,
            amount === null ? '–' : <Money key="amount" amount={amount} currency={refund?.currency ?? ''} />,
          ],
        ]}
      />
      <ActionList given={resolution.actions} before={resolution.actions_given_before} />
    </>
  )
}
