import { Text, Textarea, TextInput } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { setValue } from '../../../text/edit-text.ts'
import type { FormValue } from '../../../text/form-values.ts'
import { useForm } from './form-context.ts'

interface ValueFieldProps {
  readonly value: FormValue
  /** In place of the value's own label. */
  readonly label?: string
  /** Whether the label is only read out: it stands in the head of a table. */
  readonly isBare?: boolean
}

/** A field for one value of the text: what is typed stands in the text at once. */
export function ValueField({ value, label = value.label, isBare = false }: ValueFieldProps): ReactElement {
  const { read, write } = useForm()
  const [typed, type] = useState(value.value)
  const [known, know] = useState(value.value)
  if (known !== value.value) {
    know(value.value)
    type(value.value)
  }
  const change = (next: string): void => {
    type(next)
    if (next.trim() === '') return
    const text = setValue(read, value.path, next)
    if (text === null) return
    know(value.isLong === true ? next.trim() : next)
    write(text)
  }
  const shared = {
    size: 'sm',
    ...(isBare ? { 'aria-label': label } : { label }),
    ...(value.description === '' ? {} : { description: value.description }),
    value: typed,
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      change(currentTarget.value),
    onBlur: () => type(value.value),
  } as const
  if (value.isLong === true) return <Textarea {...shared} autosize minRows={2} maxRows={12} />
  return (
    <TextInput
      {...shared}
      {...(value.unit === ''
        ? {}
        : {
            rightSection: (
              <Text size="sm" c="dimmed" px="xs">
                {value.unit}
              </Text>
            ),
            rightSectionWidth: 'auto',
          })}
    />
  )
}
