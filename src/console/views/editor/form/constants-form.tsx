import { SimpleGrid, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { constantsOf } from '../../../text/form-values.ts'
import { useWords } from '../../../words/use-words.ts'
import { useForm } from './form-context.ts'
import { ValueField } from './value-field.tsx'

/** The constants of the text. */
export function ConstantsForm(): ReactElement {
  const { form: words } = useWords()
  const { read } = useForm()
  const values = constantsOf(read)
  if (values.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.noConstants}
      </Text>
    )
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing="sm">
      {values.map((value) => (
        <ValueField key={value.path.join('.')} value={value} />
      ))}
    </SimpleGrid>
  )
}
