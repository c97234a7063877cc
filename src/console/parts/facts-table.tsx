import { Table } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { Breakable } from './breakable.tsx'

/** Names with what belongs to them, in two columns. */
export function FactsTable({
  label,
  rows,
}: {
  readonly label: string
  readonly rows: readonly (readonly [name: string, value: ReactNode])[]
}): ReactElement {
  return (
    <Table aria-label={label} verticalSpacing={6} horizontalSpacing={0} withRowBorders>
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th
              scope="row"
              w="40%"
              pr="md"
              fw={500}
              c="dimmed"
              style={{ verticalAlign: 'top', overflowWrap: 'normal' }}
            >
              <Breakable name={name} />
            </Table.Th>
            <Table.Td style={{ verticalAlign: 'top' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
