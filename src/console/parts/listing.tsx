import { Paper, Stack, Table, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactElement, ReactNode } from 'react'

/** One column: its heading, and what stands under it for an item. */
export interface Column<Item> {
  readonly head: string
  readonly cell: (item: Item) => ReactNode
  /** Numbers and amounts stand at the right. */
  readonly right?: boolean
}

interface ListingProps<Item> {
  /** Says what is listed, for those who do not see it. */
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly columns: readonly Column<Item>[]
  /** The item that the keyboard is at, by its key. */
  readonly current?: string | undefined
}

/** A table; on a narrow page a card for each item. */
export function Listing<Item>(props: ListingProps<Item>): ReactElement {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  return isNarrow ? <Cards {...props} /> : <Rows {...props} />
}

function Rows<Item>({ label, items, keyOf, columns, current }: ListingProps<Item>): ReactElement {
  return (
    <Paper withBorder radius="md">
      <Table aria-label={label} verticalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ head, right }) => (
              <Table.Th key={head} ta={right === true ? 'right' : 'left'}>
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr
              key={keyOf(item)}
              {...(keyOf(item) === current ? { bg: 'var(--mantine-primary-color-light)' } : {})}
              aria-current={keyOf(item) === current ? 'true' : undefined}
            >
              {columns.map(({ head, cell, right }) => (
                <Table.Td key={head} ta={right === true ? 'right' : 'left'}>
                  {cell(item)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}

function Cards<Item>({ label, items, keyOf, columns, current }: ListingProps<Item>): ReactElement {
  return (
    <Stack gap="sm" role="list" aria-label={label}>
      {items.map((item) => (
        <Paper
          key={keyOf(item)}
          role="listitem"
          withBorder
          p="sm"
          radius="md"
          {...(keyOf(item) === current ? { bg: 'var(--mantine-primary-color-light)' } : {})}
        >
          {columns.map(({ head, cell }) => (
            <div key={head} style={{ display: 'flex', gap: '0.75rem' }}>
              <Text size="sm" c="dimmed" w="7rem" style={{ flexShrink: 0 }}>
                {head}
              </Text>
              <Text size="sm" component="div">
                {cell(item)}
              </Text>
            </div>
          ))}
        </Paper>
      ))}
    </Stack>
  )
}
