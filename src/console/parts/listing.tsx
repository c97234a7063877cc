import { Group, Paper, Table, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactElement, type ReactNode, use } from 'react'
import { FramedContext } from './section.tsx'

/** One column: its heading, and what stands under it for an item. */
export interface Column<Item> {
  readonly head: string
  readonly cell: (item: Item) => ReactNode
  /** Numbers and amounts stand at the right. */
  readonly right?: boolean
  /** On a card it stands at the head, without its heading: what the item is known by, and what it comes to. */
  readonly leads?: boolean
}

interface ListingProps<Item> {
  /** Says what is listed, for those who do not see it. */
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly columns: readonly Column<Item>[]
  /** The item that is looked at, by its key. */
  readonly current?: string | undefined
  /** A table also on a narrow page: few columns, each short. */
  readonly alwaysRows?: boolean
}

/** A table; on a narrow page a card for each item. Within a section it has no frame of its own. */
export function Listing<Item>(props: ListingProps<Item>): ReactElement {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  return isNarrow && props.alwaysRows !== true ? <Cards {...props} /> : <Rows {...props} />
}

function Rows<Item>({ label, items, keyOf, columns, current }: ListingProps<Item>): ReactElement {
  const isFramed = use(FramedContext)
  const table = (
    <Table
      aria-label={label}
      verticalSpacing="xs"
      highlightOnHover
      className={isFramed ? 'listing-flush' : 'listing-framed'}
    >
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
          <Table.Tr key={keyOf(item)} aria-current={keyOf(item) === current ? 'true' : undefined}>
            {columns.map(({ head, cell, right }) => (
              <Table.Td key={head} ta={right === true ? 'right' : 'left'}>
                {cell(item)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
  if (isFramed) return table
  return (
    <Paper withBorder radius="md" style={{ overflow: 'hidden' }}>
      {table}
    </Paper>
  )
}

function Cards<Item>({ label, items, keyOf, columns, current }: ListingProps<Item>): ReactElement {
  const isFramed = use(FramedContext)
  const leading = columns.filter(({ leads }) => leads === true)
  const rest = columns.filter(({ leads }) => leads !== true)
  return (
    <div role="list" aria-label={label} className={isFramed ? 'cards-flush' : 'cards'}>
      {items.map((item) => (
        <div key={keyOf(item)} role="listitem" aria-current={keyOf(item) === current ? 'true' : undefined}>
          {leading.length > 0 && (
            <Group justify="space-between" gap="xs" mb={4} fz="sm" fw={600}>
              {leading.map(({ head, cell }) => (
                <div key={head}>{cell(item)}</div>
              ))}
            </Group>
          )}
          {rest.map(({ head, cell }) => (
            <CardLine key={head} head={head} value={cell(item)} />
          ))}
        </div>
      ))}
    </div>
  )
}

function CardLine({ head, value }: { readonly head: string; readonly value: ReactNode }): ReactElement | null {
  if (value === null || value === undefined || value === false || value === '') return null
  return (
    <div style={{ display: 'flex', gap: '0.75rem', paddingBlock: 1 }}>
      <Text size="sm" c="dimmed" w="6.5rem" style={{ flexShrink: 0 }}>
        {head}
      </Text>
      <Text size="sm" component="div">
        {value}
      </Text>
    </div>
  )
}
