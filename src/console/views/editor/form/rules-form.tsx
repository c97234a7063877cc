import { Group, Stack, Switch, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { type FormRule, rulesOf } from '../../../text/form-values.ts'
import { switchRule } from '../../../text/switch-rule.ts'
import { useWords } from '../../../words/use-words.ts'
import { useWriting } from '../writing/use-writing.ts'
import { useForm } from './form-context.ts'

/** The rules in the order in which they are tried, each to be switched off and on. */
export function RulesForm(): ReactElement {
  const { form: words } = useWords()
  const { read } = useForm()
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {words.rulesText}
      </Text>
      {rulesOf(read).map((rule) => (
        <RuleSwitch key={`${rule.section} ${rule.id}`} rule={rule} />
      ))}
    </Stack>
  )
}

function RuleSwitch({ rule }: { readonly rule: FormRule }): ReactElement {
  const { editor } = useWords()
  const { read, write } = useForm()
  const { canWrite } = useWriting()
  const outcomes: Readonly<Record<string, string>> = editor.outcomes
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Switch
        label={rule.id}
        checked={!rule.isOff}
        disabled={!canWrite}
        onChange={({ currentTarget }) => {
          const text = switchRule(read, rule, currentTarget.checked)
          if (text !== null) write(text)
        }}
      />
      <Text size="sm" c="dimmed" ta="right">
        {outcomes[rule.outcome] ?? rule.outcome}
        {rule.clause !== '' && ` · ${rule.clause}`}
      </Text>
    </Group>
  )
}
