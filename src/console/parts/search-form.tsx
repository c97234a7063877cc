import { Button, Group, Paper, SimpleGrid } from '@mantine/core'
import type { FormEvent, ReactElement, ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import { Icon } from './icon.tsx'

/** Fields to search by. It is searched when one says so. */
export function SearchForm({
  onSearch,
  onClear,
  children,
}: {
  readonly onSearch: () => void
  /** Null where nothing is searched by. */
  readonly onClear: (() => void) | null
  readonly children: ReactNode
}): ReactElement {
  const { common: words } = useWords()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onSearch()
  }
  return (
    <Paper withBorder p="sm" radius="md" component="form" role="search" onSubmit={submit}>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        {children}
      </SimpleGrid>
      <Group mt="sm" gap="sm">
        <Button type="submit" size="sm" leftSection={<Icon name="search" size={16} />}>
          {words.search}
        </Button>
        {onClear !== null && (
          <Button variant="subtle" size="sm" onClick={onClear}>
            {words.clearSearch}
          </Button>
        )}
      </Group>
    </Paper>
  )
}
