import { Stack, Table, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { type FormTable, tablesOf } from '../../../text/form-values.ts'
import { useWords } from '../../../words/use-words.ts'
import { useForm } from './form-context.ts'
import { ValueField } from './value-field.tsx'

/** The tables of the text, each cell to be changed. */
export function TablesForm(): ReactElement {
  const { form: words } = useWords()
  const { read } = useForm()
  const tables = tablesOf(read)
  if (tables.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.noTables}
      </Text>
    )
  return (
    <Stack>
      {tables.map((table) => (
        <OneTable key={table.name} table={table} />
      ))}
    </Stack>
  )
}

function OneTable({ table: { name, title, unit, heads, rows } }: { readonly table: FormTable }): ReactElement {
  const { form: words } = useWords()
  const steps: Readonly<Record<string, string>> = words.steps
  return (
    <div>
      <Text fw={600} size="sm">
        {title === '' ? name : `${title} (${name})`}
        {unit !== '' && (
          <Text span c="dimmed" fw={400} size="sm">
            {' '}
            {unit}
          </Text>
        )}
      </Text>
      <div style={{ overflowX: 'auto' }}>
        <Table aria-label={name} verticalSpacing={4} horizontalSpacing={6} withRowBorders={false}>
          {heads.length > 0 && (
            <Table.Thead>
              <Table.Tr>
                <Table.Td />
                {heads.map((head) => (
                  <Table.Th key={head}>{head}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
          )}
          <Table.Tbody>
            {rows.map((row, index) => (
              <Table.Tr key={`${row.label} ${index + 1}`}>
                <Table.Th scope="row" fw={500}>
                  {steps[row.label] ?? row.label}
                </Table.Th>
                {row.cells.map((cell) => (
                  <Table.Td key={cell.path.join('.')} miw={90}>
                    <ValueField value={cell} isBare label={`${name} ${row.label} ${cell.label} ${index + 1}`} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </div>
  )
}
