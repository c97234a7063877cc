import { Badge, Button, Group, Paper, Stack, Table, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { CaseResult } from '../../../api/policy-checks.ts'
import { useMay } from '../../../api/use-session.ts'
import { Breakable } from '../../../parts/breakable.tsx'
import { EmptyNote } from '../../../parts/empty-note.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { WaitingRows } from '../../../parts/waiting-rows.tsx'
import { useWords } from '../../../words/use-words.ts'
import { useWriting } from '../writing/use-writing.ts'
import { StrengthSection } from './strength-section.tsx'

/** How the cases of the text come out: those that fail first, with what they expect and what was decided. */
export function CasesPanel(): ReactElement {
  const { editor: words } = useWords()
  const { check } = useWriting()
  const may = useMay()
  if (check === undefined) return <WaitingRows />
  const { cases, diagnostics } = check
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    return <EmptyNote title={words.casesWait}>{words.noFaultsText}</EmptyNote>
  }
  if (cases.length === 0) return <EmptyNote title={words.noCases}>{words.noCasesText}</EmptyNote>
  const failing = cases.filter(({ differences }) => differences.length > 0)
  const holding = cases.filter(({ differences }) => differences.length === 0)
  return (
    <Stack gap="xs">
      <Group gap="xs" role="status">
        <Badge
          color={failing.length === 0 ? 'teal' : 'red'}
          leftSection={<Icon name={failing.length === 0 ? 'check' : 'disputes'} size={12} />}
        >
          {failing.length === 0 ? words.casesHold(cases.length) : words.casesFail(failing.length, cases.length)}
        </Badge>
      </Group>
      {failing.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.casesHoldText}
        </Text>
      )}
      {failing.map((each) => (
        <FailedCase key={`${each.line} ${each.name}`} failed={each} />
      ))}
      {holding.length > 0 && (
        <details>
          <summary>
            {words.allCases} ({holding.length})
          </summary>
          {holding.map((each) => (
            <CaseLink key={`${each.line} ${each.name}`} of={each} />
          ))}
        </details>
      )}
      {failing.length === 0 && may('mutatePolicy') && <StrengthSection />}
    </Stack>
  )
}

function FailedCase({ failed }: { readonly failed: CaseResult }): ReactElement {
  const { editor: words } = useWords()
  return (
    <Paper withBorder p="sm" radius="md">
      <CaseLink of={failed} />
      <Table aria-label={failed.name} verticalSpacing={4} horizontalSpacing={0} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.field}</Table.Th>
            <Table.Th>{words.expected}</Table.Th>
            <Table.Th>{words.actual}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {failed.differences.map(({ field, expected, actual }) => (
            <Table.Tr key={field}>
              <Table.Td pr="md" style={{ overflowWrap: 'normal' }}>
                <Breakable name={field} />
              </Table.Td>
              <Table.Td pr="md">{expected}</Table.Td>
              <Table.Td fw={650}>{actual}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}

function CaseLink({ of: { name, rule, line, column } }: { readonly of: CaseResult }): ReactElement {
  const { editor: words } = useWords()
  const { jump } = useWriting()
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between" py={2}>
      <Text size="sm" fw={500}>
        {name}
        {rule !== null && (
          <Text span size="sm" c="dimmed" fw={400}>
            {' '}
            {words.caseOf(rule)}
          </Text>
        )}
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        style={{ flexShrink: 0 }}
        aria-label={`${words.line(line)}: ${name}`}
        onClick={() => jump(line, column)}
      >
        {words.line(line)}
      </Button>
    </Group>
  )
}
