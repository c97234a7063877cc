import { Alert, Badge, Button, Code, Group, Paper, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Schemas } from '../../../api/client.ts'
import { measureStrength } from '../../../api/policy-checks.ts'
import { FaultNote } from '../../../parts/fault-note.tsx'
import { Section } from '../../../parts/section.tsx'
import { useTell } from '../../../parts/use-tell.ts'
import { insertWritten } from '../../../text/insert-case.ts'
import { useLanguage, useWords } from '../../../words/use-words.ts'
import { useWriting } from '../writing/use-writing.ts'

type Survivor = Schemas['CaseStrength']['survivors'][number]

/** How many small faults the cases of the text would notice, and each that they would not, with a case that does. */
export function StrengthSection(): ReactElement {
  const { editor: words } = useWords()
  const { draft, read } = useWriting()
  const measure = useMutation({ mutationFn: measureStrength })
  const strength = measure.data?.strength ?? null
  return (
    <Section title={words.strength}>
      <Text size="sm" c="dimmed">
        {words.strengthText}
      </Text>
      <Group>
        <Button
          size="xs"
          variant="default"
          loading={measure.isPending}
          onClick={() => measure.mutate({ policy: draft.stored.policy, text: read.text })}
        >
          {words.measure}
        </Button>
      </Group>
      {measure.error !== null && <FaultNote fault={measure.error} />}
      {measure.data !== undefined && strength === null && <Text size="sm">{words.strengthWaits}</Text>}
      {strength !== null && (
        <>
          {measure.variables?.text !== read.text && <Alert color="orange">{words.outdated}</Alert>}
          <Score strength={strength} />
        </>
      )}
    </Section>
  )
}

function Score({ strength }: { readonly strength: Schemas['CaseStrength'] }): ReactElement {
  const { editor: words } = useWords()
  const language = useLanguage()
  const { mutants, killed, score, survivors } = strength
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(score / 100)
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} role="status">
        {words.score(percent, killed, mutants)}
      </Text>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }} aria-label={words.survivors}>
        {survivors.map((each) => (
          <li key={`${each.part} ${each.line ?? ''} ${each.change}`}>
            <OneSurvivor survivor={each} />
          </li>
        ))}
      </Stack>
    </Stack>
  )
}

function OneSurvivor({ survivor }: { readonly survivor: Survivor }): ReactElement {
  const { editor: words } = useWords()
  const { draft, canWrite, handle, jump } = useWriting()
  const tell = useTell()
  const { part, line, change, case: offered } = survivor
  const make = ({ beside, yaml }: NonNullable<Survivor['case']>): void => {
    const made = insertWritten(draft.text, { yaml, rule: beside })
    if (made === null) return
    handle.current?.replace(made.text)
    tell(`${words.caseMade} (${words.line(made.line)})`)
  }
  return (
    <Paper withBorder p="sm" radius="md">
      <Group gap="xs" mb={4}>
        <Badge color="orange">{words.unnoticed}</Badge>
        {line !== null && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={words.goTo(words.line(line))}
            onClick={() => jump(line, 1)}
          >
            {words.line(line)}
          </Button>
        )}
        <Text size="sm" c="dimmed">
          {part}
        </Text>
      </Group>
      <Text size="sm">{change}</Text>
      {offered === null ? (
        <Text size="sm" c="dimmed">
          {words.noSuchOrder}
        </Text>
      ) : (
        <Stack gap="xs" mt="xs" align="flex-start">
          <Code block w="100%">
            {offered.yaml.trimEnd()}
          </Code>
          {canWrite && (
            <Button size="xs" variant="default" onClick={() => make(offered)}>
              {words.makeCase}
            </Button>
          )}
        </Stack>
      )}
    </Paper>
  )
}
