import { Accordion, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { clausesOf } from '../../../text/form-values.ts'
import { useWords } from '../../../words/use-words.ts'
import { useForm } from './form-context.ts'
import { ValueField } from './value-field.tsx'

/** The public text, clause by clause, in each language; those below others stand further in. */
export function ClausesForm(): ReactElement {
  const { form: words } = useWords()
  const { read } = useForm()
  return (
    <Accordion multiple variant="default" chevronPosition="left" order={3} keepMounted={false}>
      {clausesOf(read).map(({ id, title, depth, values }) => (
        <Accordion.Item key={id} value={id} ml={depth * 20}>
          <Accordion.Control>
            <Text span size="sm" fw={600}>
              {id}
            </Text>{' '}
            <Text span size="sm">
              {title}
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="xs">
              {values.map((value) => {
                const part = value.isLong === true ? words.clauseText : words.clauseTitle
                const label = value.label !== '' ? `${part} (${value.label})` : part
                return <ValueField key={value.path.join('.')} value={value} label={label} />
              })}
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}
