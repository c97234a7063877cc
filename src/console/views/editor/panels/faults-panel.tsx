import { Anchor, Badge, Paper, Stack, Text } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import type { Diagnostic } from '../../../api/policy-checks.ts'
import { EmptyNote } from '../../../parts/empty-note.tsx'
import { FaultNote } from '../../../parts/fault-note.tsx'
import { WaitingRows } from '../../../parts/waiting-rows.tsx'
import { useWords } from '../../../words/use-words.ts'
import { FaultDrawer } from '../writing/fault-drawer.tsx'
import { useWriting } from '../writing/use-writing.ts'
import { FaultCard } from './fault-card.tsx'

/** All faults of the text with how to mend each; one goes to its place, or reads what its kind means. */
export function FaultsPanel(): ReactElement {
  const { editor: words } = useWords()
  const { check, checkFault, checkAgain } = useWriting()
  const [explained, explain] = useState<string | null>(null)
  if (checkFault !== null) return <FaultNote fault={checkFault} onRetry={checkAgain} />
  if (check === undefined) return <WaitingRows />
  const { diagnostics, breaking } = check
  if (diagnostics.length === 0 && breaking.length === 0) {
    return <EmptyNote title={words.noFaults}>{words.noFaultsText}</EmptyNote>
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} role="status">
        {words.faultCount(errors, diagnostics.length - errors)}
      </Text>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }} aria-label={words.panels.faults}>
        {diagnostics.map((fault) => (
          <li key={`${fault.line}:${fault.column} ${fault.code} ${fault.message}`}>
            <Fault fault={fault} onExplain={() => explain(fault.code)} />
          </li>
        ))}
      </Stack>
      {breaking.length > 0 && (
        <Paper withBorder p="sm" radius="md">
          <Text fw={600} size="sm">
            {words.breaking}
          </Text>
          {breaking.map(({ fact, message }) => (
            <Text size="sm" key={fact}>
              {fact}: {message}
            </Text>
          ))}
          <Text size="sm" c="dimmed">
            {words.breakingText}
          </Text>
        </Paper>
      )}
      {explained !== null && <FaultDrawer code={explained} onClose={() => explain(null)} />}
    </Stack>
  )
}

function Fault({ fault, onExplain }: { readonly fault: Diagnostic; readonly onExplain: () => void }): ReactElement {
  const { editor: words } = useWords()
  const { code, severity } = fault
  return (
    <FaultCard
      fault={fault}
      badge={
        <Badge size="sm" variant="filled" color={severity === 'error' ? 'red.9' : 'orange.9'} className="count-badge">
          {words.severities[severity]}
        </Badge>
      }
      aside={
        <Anchor
          component="button"
          type="button"
          size="sm"
          ml="auto"
          aria-label={words.explain(code)}
          onClick={onExplain}
        >
          {code}
        </Anchor>
      }
    />
  )
}
