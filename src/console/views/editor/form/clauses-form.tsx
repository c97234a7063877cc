import { Paper, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { clausesOf } from '../../../text/form-values.ts'
import { useWords } from '../../../words/use-words.ts'
import { useForm } from './form-context.ts'
import { ValueField } from './value-field.tsx'

/** The public text, clause by clause, in each language. */
export function ClausesForm(): ReactElement {
  const { form: words } = useWords()
  const { read } = useForm()
  return (
    <Stack gap="sm">
      {clausesOf(read).map(({ id, title, depth, values }) => (
        <Paper key={id} withBorder p="sm" radius="md" ml={depth * 16}>
          <Text fw={600} size="sm" mb={4}>
            {id} {title}
          </Text>
          <Stack gap="xs">
            {values.map((value) => {
              const part = value.isLong === true ? words.clauseText : words.clauseTitle
              const label = value.label === '' ? part : `${part} (${value.label})`
              return <ValueField key={value.path.join('.')} value={value} label={label} />
            })}
          </Stack>
        </Paper>
      ))}
    </Stack>
  )
}
