import { Group, Paper, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ComparedItem } from '../../../api/policy-checks.ts'
import { TraceSteps } from '../../../parts/explanation.tsx'
import { FactsTable } from '../../../parts/facts-table.tsx'
import { Money } from '../../../parts/money.tsx'
import { OutcomeBadge } from '../../../parts/outcome-badge.tsx'
import { useWords } from '../../../words/use-words.ts'

type Ruling = NonNullable<ComparedItem['ruling']>

/** What the text makes of an order and why, and whether the version in force would do the same. */
export function TrialDecision({
  mine,
  active,
}: {
  readonly mine: ComparedItem
  readonly active: ComparedItem | undefined
}): ReactElement {
  const { editor: words, common } = useWords()
  if (mine.ruling === null) {
    return (
      <Paper withBorder p="sm" radius="md" role="status">
        <Text fw={600} size="sm">
          {words.refused}
        </Text>
        <Text size="sm">{mine.problem?.detail}</Text>
      </Paper>
    )
  }
  const { ruling, trace } = mine
  return (
    <Paper withBorder p="sm" radius="md">
      <Stack gap="xs">
        <Group gap="xs" role="status">
          <Text size="sm" fw={600}>
            {words.decides}
          </Text>
          <Verdict ruling={ruling} />
        </Group>
        <FactsTable
          label={words.decides}
          rows={[
            [words.rule, ruling.rule ?? words.byDefault],
            [words.clause, ruling.clause === null ? common.none : `${ruling.clause.id} ${ruling.clause.title}`],
            [words.message, ruling.message],
          ]}
        />
        {active !== undefined && <Beside active={active} same={mine.differs.length === 0} />}
        {trace !== undefined && (
          <details>
            <summary>{words.why}</summary>
            <TraceSteps trace={trace} currency={ruling.refund?.currency ?? null} />
          </details>
        )}
      </Stack>
    </Paper>
  )
}

function Beside({ active, same }: { readonly active: ComparedItem; readonly same: boolean }): ReactElement {
  const { editor: words } = useWords()
  if (same || active.ruling === null) {
    return (
      <Text size="sm" c="dimmed">
        {same ? words.sameAsActive : (active.problem?.detail ?? words.otherThanActive)}
      </Text>
    )
  }
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {words.activeDecides}
      </Text>
      <Verdict ruling={active.ruling} />
    </Group>
  )
}

function Verdict({ ruling: { outcome, label, refund, review } }: { readonly ruling: Ruling }): ReactElement {
  return (
    <>
      <OutcomeBadge outcome={outcome} label={label ?? undefined} />
      {refund !== null && (
        <Text size="sm" fw={650}>
          <Money amount={refund.amount} currency={refund.currency} />
        </Text>
      )}
      {review !== null && <Text size="sm">{review.level}</Text>}
    </>
  )
}
