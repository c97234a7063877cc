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

function Proof({ proof: { findings, comparison, is_partial } }: { readonly proof: PolicyProof }): ReactElement {
  const { editor: words } = useWords()
  return (
    <>
      {is_partial && <Alert color="orange">{words.partial}</Alert>}
      {comparison === null ? (
        <>
          {findings.length === 0 && <EmptyNote title={words.proofsNone}>{words.proofsNoneText}</EmptyNote>}
          {findings.map((finding) => (
            <Finding key={`${finding.code} ${finding.line} ${finding.message}`} finding={finding} />
          ))}
        </>
      ) : (
        <>
          {comparison.classes.map((each) => (
            <ChangedClass key={`${each.section} ${each.from ?? ''} ${each.to ?? ''} ${each.amount}`} changed={each} />
          ))}
          <Text size="sm" role="status">
            {comparison.nothing_else === 'proved' ? words.nothingElse : words.perhapsElse}
          </Text>
        </>
      )}
    </>
  )
}

function Finding({ finding }: { readonly finding: Schemas['Finding'] }): ReactElement {
  const { editor: words } = useWords()
  const { jump } = useWriting()
  const { severity, status, line, column, message, hint, example } = finding
  const place = words.lineOf(line, column)
  return (
    <Paper withBorder p="sm" radius="md">
      <Group gap="xs" mb={4}>
        <Badge size="sm" radius="sm" tt="none" variant="outline" color={severity === 'error' ? 'red' : 'orange'}>
          {words.findings[severity]} · {words.statuses[status]}
        </Badge>
        <Button size="compact-xs" variant="default" aria-label={words.goTo(place)} onClick={() => jump(line, column)}>
          {place}
        </Button>
      </Group>
      <Text size="sm" fw={500}>
        {message}
      </Text>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      {example !== null && (
        <ExampleOrder facts={example.facts} now={example.now}>
          <Ruled label={words.decides} ruling={example.decision} />
        </ExampleOrder>
      )}
    </Paper>
  )
}

function ChangedClass({ changed }: { readonly changed: Schemas['ChangedClass'] }): ReactElement {
  const { editor: words } = useWords()
  const { from, to, amount, example, because } = changed
  return (
    <Paper withBorder p="sm" radius="md">
      <Text size="sm" fw={600}>
        {words.classOf(from ?? words.noRule, to ?? words.noRule)}
        <Text span size="sm" c="dimmed" fw={400}>
          {' '}
          {words.amountMoves[amount]}
        </Text>
      </Text>
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
