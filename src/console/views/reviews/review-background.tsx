import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { accountQuery, orderQuery } from '../../api/accounts.ts'
import { decisionQuery } from '../../api/decisions.ts'
import type { ReviewTask } from '../../api/reviews.ts'
import { Answered } from '../../parts/answered.tsx'
import { FactValue } from '../../parts/fact-value.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { OutcomeBadge } from '../../parts/outcome-badge.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'

/** The facts of the request, and what is known of its account and order. */
export function ReviewBackground({ review }: { readonly review: ReviewTask }): ReactElement {
  return (
    <>
      {review.asked_by !== null && <Facts id={review.asked_by} />}
      <AccountSection id={review.account} />
      <OrderSection id={review.order} policy={review.policy} />
    </>
  )
}

function Facts({ id }: { readonly id: string }): ReactElement {
  const words = useWords()
  const query = useQuery(decisionQuery(id))
  return (
    <Section title={words.reviews.facts}>
      <Answered query={query}>
        {({ facts = {} }) => (
          <FactsTable
            label={words.reviews.facts}
            rows={Object.entries(facts).map(([name, value]) => [name, <FactValue key={name} value={value} />])}
          />
        )}
      </Answered>
    </Section>
  )
}

function AccountSection({ id }: { readonly id: string }): ReactElement {
  const { reviews: words, common } = useWords()
  const query = useQuery(accountQuery(id))
  return (
    <Section title={words.accountHistory}>
      <Answered query={query}>
        {({ standing, counters, open_disputes }) => (
          <FactsTable
            label={words.accountHistory}
            rows={[
              [words.standing, common.standings[standing]],
              [words.claims, counters.claims],
              [words.approvals, counters.approvals],
              [words.denials, counters.denials],
              [words.openDisputes, open_disputes],
            ]}
          />
        )}
      </Answered>
    </Section>
  )
}

function OrderSection({ id, policy }: { readonly id: string; readonly policy: string }): ReactElement {
  const { reviews: words } = useWords()
  const query = useQuery(orderQuery(id, policy))
  return (
    <Section title={words.orderHistory}>
      <Answered query={query}>
        {({ decisions }) => (
          <>
            {decisions.map((decision) => (
              <Text key={decision.id} size="sm" component="div">
                <Instant at={decision.decided_at} /> <OutcomeBadge outcome={decision.outcome} label={decision.label} />{' '}
                {decision.reason_code}
              </Text>
            ))}
          </>
        )}
      </Answered>
    </Section>
  )
}
