import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Schemas } from '../../api/client.ts'
import { compareDecision, type ExplainedDecision } from '../../api/decisions.ts'
import { useMay } from '../../api/use-session.ts'
import { FactsTable } from '../../parts/facts-table.tsx'
import { FaultNote } from '../../parts/fault-note.tsx'
import { Money } from '../../parts/money.tsx'
import { OutcomeBadge } from '../../parts/outcome-badge.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'

type Item = Schemas['ComparedItem']

/** What the policy of today would say of the same facts, in the circumstances of then. Nothing is stored. */
export function TodaySection({ decision }: { readonly decision: ExplainedDecision }): ReactElement | null {
  const { decision: words } = useWords()
  const may = useMay()
  const ask = useMutation({ mutationFn: compareDecision })
  if (!may('compareVersions')) return null
  const today = ask.data?.at(-1)
  return (
    <Section title={words.today}>
      {today === undefined && <Text size="sm">{words.todayText}</Text>}
      {ask.error !== null && <FaultNote fault={ask.error} />}
      {today === undefined ? (
        <Button
          size="sm"
          variant="default"
          style={{ alignSelf: 'start' }}
          loading={ask.isPending}
          onClick={() => ask.mutate({ id: decision.id, version: decision.policy.version })}
        >
          {words.askToday}
        </Button>
      ) : (
        <Today item={today} />
      )}
    </Section>
  )
}

function Today({ item: { version, ruling, problem, differs } }: { readonly item: Item }): ReactElement {
  const { decision: words } = useWords()
  if (ruling === null) return <Text size="sm">{words.todayRefuses(problem?.detail ?? '')}</Text>
  const { refund, outcome, label, rule, clause, message } = ruling
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {differs.length === 0 ? words.todaySame(version ?? 0) : words.todayOther(version ?? 0)}
      </Text>
      <FactsTable
        label={words.today}
        rows={[
          [words.outcome, <OutcomeBadge key="outcome" outcome={outcome} label={label ?? undefined} />],
          [words.rule, rule ?? words.noRule],
          [words.clause, clause === null ? '–' : `${clause.id} ${clause.title}`],
          [words.credited, refund === null ? '–' : <Money key="m" amount={refund.amount} currency={refund.currency} />],
          [words.message, message],
        ]}
      />
    </Stack>
  )
}
