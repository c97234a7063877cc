import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { type ReviewTask, reviewQuery } from '../../api/reviews.ts'
import { useMay } from '../../api/use-session.ts'
import { AccountLink, OrderLink } from '../../parts/account-link.tsx'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { Answered } from '../../parts/answered.tsx'
import { Due } from '../../parts/due.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Money } from '../../parts/money.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import { ReviewBackground } from './review-background.tsx'
import { VerdictForms } from './verdict-forms.tsx'
import { VerdictNote } from './verdict-note.tsx'

/** One review with what a person needs to decide it. */
export function ReviewPanel({
  id,
  onResolved,
  onBack,
}: {
  readonly id: string
  readonly onResolved: () => void
  readonly onBack: () => void
}): ReactElement {
  const { reviews: words } = useWords()
  const mayResolve = useMay()('resolveReview')
  const query = useQuery(reviewQuery(id))
  return (
    <Answered query={query}>
      {(review) => (
        <Stack>
          <Group justify="space-between">
            <Title order={2} size="h3">
              {words.reviewOf(review.order)}
            </Title>
            <Button variant="subtle" hiddenFrom="md" onClick={onBack}>
              {words.back}
            </Button>
          </Group>
          <Asked review={review} />
          {review.resolution === null && review.superseded_by === null ? (
            mayResolve && <VerdictForms review={review} onResolved={onResolved} />
          ) : (
            <VerdictNote review={review} />
          )}
          <ReviewBackground review={review} />
        </Stack>
      )}
    </Answered>
  )
}

function Asked({ review }: { readonly review: ReviewTask }): ReactElement {
  const { reviews: words } = useWords()
  const { proposed, currency, overlap } = review
  const money = (amount: string): ReactElement => <Money amount={amount} currency={currency ?? ''} />
  return (
    <Section title={words.asked}>
      <FactsTable
        label={words.asked}
        rows={[
          [words.order, <OrderLink key="order" id={review.order} policy={review.policy} />],
          ...(review.part === null ? [] : [[words.part, review.part] as const]),
          [words.account, <AccountLink key="account" id={review.account} />],
          [words.why, [review.reason_code, review.rule].filter((word) => word !== null).join(' · ')],
          [words.level, review.level],
          [words.proposed, proposed === null ? words.nothingProposed : money(proposed)],
          ...(overlap === null ? [] : [[words.overlap, money(overlap)] as const]),
          ...(review.missing_facts.length === 0 ? [] : [[words.missing, review.missing_facts.join(', ')] as const]),
          [
            words.due,
            <Text key="due" size="sm">
              <Due at={review.due_by} /> (<Instant at={review.due_by} />)
            </Text>,
          ],
        ]}
      />
      {review.asked_by !== null && (
        <AnchorLink to="/decisions/$id" params={{ id: review.asked_by }} size="sm">
          {words.toDecision}
        </AnchorLink>
      )}
    </Section>
  )
}
