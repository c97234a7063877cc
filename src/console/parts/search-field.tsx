import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'

/** One field of a search. */
export function SearchField({
  type = 'text',
  label,
  value,
  onChange,
}: {
  readonly type?: 'text' | 'datetime-local' | 'number'
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}): ReactElement {
  return (
    <TextInput
      type={type}
      size="sm"
      label={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
