import { Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { disputePack } from '../../api/disputes.ts'
import { useMay } from '../../api/use-session.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { Section } from '../../parts/section.tsx'
import { useLanguage, useWords } from '../../words/use-words.ts'

/** The evidence for the bank, to save as a page that prints well or as JSON. */
export function PackSection({ id }: { readonly id: string }): ReactElement | null {
  const { disputes: words } = useWords()
  const language = useLanguage()
  const may = useMay()
  const save = useMutation({
    mutationFn: (form: 'html' | 'json') => disputePack(id, form, language),
    onSuccess: ({ file, name }) => saveFile(file, name),
  })
  if (!may('getDisputePack')) return null
  const button = (form: 'html' | 'json', label: string): ReactElement => (
    <Button
      size="sm"
      variant="default"
      loading={save.isPending && save.variables === form}
      onClick={() => save.mutate(form)}
    >
      {label}
    </Button>
  )
  return (
    <Section title={words.evidence}>
      <Text size="sm">{words.evidenceText}</Text>
      <Group gap="sm">
        {button('html', words.packHtml)}
        {button('json', words.packJson)}
      </Group>
      {save.error !== null && <FaultNote fault={save.error} />}
    </Section>
  )
}
