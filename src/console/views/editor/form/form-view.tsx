import { Accordion, Button, Group, Stack, Text } from '@mantine/core'
import { type ReactElement, useMemo } from 'react'
import { EmptyNote } from '../../../parts/empty-note.tsx'
import { tablesOf } from '../../../text/form-values.ts'
import { type ReadText, readText } from '../../../text/read-text.ts'
import { useWords } from '../../../words/use-words.ts'
import { useWriting } from '../writing/use-writing.ts'
import { ClausesForm } from './clauses-form.tsx'
import { ConstantsForm } from './constants-form.tsx'
import { FormContext } from './form-context.ts'
import { LimitsForm } from './limits-form.tsx'
import { RulesForm } from './rules-form.tsx'
import { TablesForm } from './tables-form.tsx'

const parts = {
  constants: ConstantsForm,
  tables: TablesForm,
  limits: LimitsForm,
  clauses: ClausesForm,
  rules: RulesForm,
}
const names = ['constants', 'tables', 'limits', 'clauses', 'rules'] as const

/** What there is a number of, to begin with. */
function openAtFirst(read: ReadText): string[] {
  return tablesOf(read).length > 0 ? ['constants', 'tables'] : ['constants']
}

/** The commonest changes without YAML. It writes into the same text: comments stay, and undo goes back over both. */
export function FormView(): ReactElement {
  const { form: words, editor } = useWords()
  const { draft, handle } = useWriting()
  const read = useMemo(() => readText(draft.text), [draft.text])
  const form = useMemo(() => ({ read, write: (text: string) => handle.current?.replace(text) }), [read, handle])
  if (!read.isReadable) return <EmptyNote title={words.unreadable}>{words.unreadableText}</EmptyNote>
  return (
    <FormContext value={form}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {words.text}
          </Text>
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={() => handle.current?.undo()}>
              {editor.undo}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => handle.current?.redo()}>
              {editor.redo}
            </Button>
          </Group>
        </Group>
        <Accordion
          multiple
          defaultValue={openAtFirst(read)}
          variant="separated"
          radius="md"
          order={2}
          keepMounted={false}
        >
          {names.map((name) => {
            const Part = parts[name]
            return (
              <Accordion.Item key={name} value={name}>
                <Accordion.Control>
                  <Text fw={600}>{words.parts[name]}</Text>
                </Accordion.Control>
                <Accordion.Panel>
                  <Part />
                </Accordion.Panel>
              </Accordion.Item>
            )
          })}
        </Accordion>
      </Stack>
    </FormContext>
  )
}
