import { Alert, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Schemas } from '../../../api/client.ts'
import { type PolicyProof, provePolicy } from '../../../api/policy-checks.ts'
import { EmptyNote } from '../../../parts/empty-note.tsx'
import { FaultNote } from '../../../parts/fault-note.tsx'
import { useWords } from '../../../words/use-words.ts'
import { useWriting } from '../writing/use-writing.ts'
import { ExampleOrder, Ruled } from './example-order.tsx'
import { FaultCard } from './fault-card.tsx'

/** What a solver says of every possible order: faults of the text, or what it decides otherwise than the newest version. */
export function ProofsPanel(): ReactElement {
  const { editor: words } = useWords()
  const { draft, read } = useWriting()
  const { policy, newest_version } = draft.stored
  const prove = useMutation({ mutationFn: provePolicy })
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {newest_version === null ? words.trialNew : words.proofsText}
      </Text>
      {newest_version !== null && (
        <Group gap="xs">
          <Button
            size="xs"
            disabled={prove.isPending}
            loading={prove.isPending && prove.variables.against !== undefined}
            onClick={() => prove.mutate({ policy, text: read.text, against: newest_version })}
          >
            {words.compareProof(newest_version)}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={prove.isPending}
            loading={prove.isPending && prove.variables.against === undefined}
            onClick={() => prove.mutate({ policy, text: read.text })}
          >
            {words.prove}
          </Button>
        </Group>
      )}
      {prove.error !== null && <FaultNote fault={prove.error} />}
      {prove.data !== undefined && (
        <>
          {prove.variables.text !== read.text && <Alert color="orange">{words.outdated}</Alert>}
          <Proof proof={prove.data} />
        </>
      )}
    </Stack>
  )
}

function Proof({ proof: { findings, groups, comparison, is_partial } }: { readonly proof: PolicyProof }): ReactElement {
  const { editor: words } = useWords()
  return (
    <>
      {is_partial && <Alert color="orange">{words.partial}</Alert>}
      {comparison === null ? (
        <>
          {findings.length === 0 && <EmptyNote title={words.proofsNone}>{words.proofsNoneText}</EmptyNote>}
          {groups.map(({ message, findings: [shown = 0] }) => {
            const finding = findings[shown]
            return finding === undefined ? null : <Finding key={shown} finding={{ ...finding, message }} />
          })}
        </>
      ) : (
        <Comparison comparison={comparison} />
      )}
    </>
  )
}

function Comparison({
  comparison: { classes, open, nothing_else },
}: {
  readonly comparison: NonNullable<PolicyProof['comparison']>
}): ReactElement {
  const { editor: words } = useWords()
  const undecided = open === null || open.length === 0 ? words.perhapsElse : words.onlyOpen
  return (
    <>
      {classes.map((each) => (
        <ChangedClass key={`${each.section} ${each.from ?? ''} ${each.to ?? ''} ${each.amount}`} changed={each} />
      ))}
      {open?.map(({ section, from, to, amounts }) => (
        <Paper key={`${section} ${from ?? ''} ${to ?? ''}`} withBorder p="sm" radius="md">
          <ClassTitle from={from} to={to} amounts={amounts} />
          <Text size="sm" c="dimmed">
            {words.openClass}
          </Text>
        </Paper>
      ))}
      <Text size="sm" role="status">
        {nothing_else === 'proved' ? words.nothingElse : undecided}
      </Text>
    </>
  )
}

function ClassTitle({ from, to, amounts }: Omit<Schemas['OpenTransition'], 'section'>): ReactElement {
  const { editor: words } = useWords()
  return (
    <Text size="sm" fw={600}>
      {words.classOf(from ?? words.noRule, to ?? words.noRule)}
      <Text span size="sm" c="dimmed" fw={400}>
        {' '}
        {amounts.map((amount) => words.amountMoves[amount]).join(' / ')}
      </Text>
    </Text>
  )
}

function Finding({ finding }: { readonly finding: Schemas['Finding'] }): ReactElement {
  const { editor: words } = useWords()
  const { severity, status, example } = finding
  return (
    <FaultCard
      fault={finding}
      badge={
        <Badge size="sm" color={severity === 'error' ? 'red' : 'orange'}>
          {words.findings[severity]} · {words.statuses[status]}
        </Badge>
      }
    >
      {example !== null && (
        <ExampleOrder facts={example.facts} now={example.now}>
          <Ruled label={words.decides} ruling={example.decision} />
        </ExampleOrder>
      )}
    </FaultCard>
  )
}

function ChangedClass({ changed }: { readonly changed: Schemas['ChangedClass'] }): ReactElement {
  const { editor: words } = useWords()
  const { from, to, amount, example, because } = changed
  return (
    <Paper withBorder p="sm" radius="md">
      <ClassTitle from={from} to={to} amounts={[amount]} />
      {because !== null && (
        <Text size="sm" c="dimmed">
          {because}
        </Text>
      )}
      {example !== null && (
        <ExampleOrder facts={example.facts} now={example.now}>
          <Ruled label={words.before} ruling={example.before} />
          <Ruled label={words.after} ruling={example.after} />
        </ExampleOrder>
      )}
    </Paper>
  )
}
