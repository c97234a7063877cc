import { Alert, Checkbox, List, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Draft } from '../../api/drafts.ts'
import type { CaseResult, PolicyCheck } from '../../api/policy-checks.ts'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import { TextFault } from './text-fault.tsx'

interface ChecksProps {
  readonly draft: Draft
  readonly accepts: boolean
  onAccept(accepts: boolean): void
}

/** Faults of the text, its own cases, and the callers that it would refuse. */
export function ChecksStep({ draft: { check }, accepts, onAccept }: ChecksProps): ReactElement {
  const { release: words } = useWords()
  if (check === null) {
    return (
      <Section title={words.steps.checks}>
        <Text c="dimmed">{words.notChecked}</Text>
      </Section>
    )
  }
  return (
    <>
      <Section title={words.steps.checks}>
        <Diagnostics check={check} />
        <Cases cases={check.cases} />
      </Section>
      {check.breaking.length > 0 && (
        <Section title={words.steps.breaking}>
          <Text size="sm">{words.breakingText}</Text>
          <List size="sm">
            {check.breaking.map(({ fact, message }) => (
              <List.Item key={fact}>{message}</List.Item>
            ))}
          </List>
          <Checkbox
            label={words.acceptBreaking}
            checked={accepts}
            onChange={({ currentTarget }) => onAccept(currentTarget.checked)}
          />
        </Section>
      )}
    </>
  )
}

function Diagnostics({ check: { diagnostics } }: { readonly check: PolicyCheck }): ReactElement {
  const { release: words } = useWords()
  if (diagnostics.length === 0) return <Text size="sm">✓ {words.noFaults}</Text>
  return (
    <Stack gap="xs">
      {diagnostics.map((fault) => (
        <TextFault key={`${fault.code} ${fault.line} ${fault.column} ${fault.message}`} fault={fault} />
      ))}
    </Stack>
  )
}

function Cases({ cases }: { readonly cases: readonly CaseResult[] }): ReactElement {
  const { release: words } = useWords()
  const failing = cases.filter(({ differences }) => differences.length > 0)
  return (
    <Stack gap="xs">
      <Text size="sm">
        {failing.length === 0 ? '✓ ' : '✗ '}
        {words.casesHold(cases.length - failing.length, cases.length)}
      </Text>
      {failing.map(({ name, line, differences }) => (
        <Alert key={`${name} ${line}`} color="red" variant="light" p="xs" title={`${words.line(line)}: ${name}`}>
          {differences.map(({ field, expected, actual }) => (
            <Text size="sm" key={field}>
              {words.expected(field, expected, actual)}
            </Text>
          ))}
        </Alert>
      ))}
    </Stack>
  )
}
