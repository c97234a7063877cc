import { Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../../words/use-words.ts'

/** An amount in a currency, as it is typed. */
export interface AmountRow {
  readonly currency: string
  readonly amount: string
}

/** What may be credited more on a day than before, a row for each currency. */
export function AmountFields({
  rows,
  onChange,
}: {
  readonly rows: readonly AmountRow[]
  readonly onChange: (rows: readonly AmountRow[]) => void
}): ReactElement {
  const { settings: words } = useWords()
  const put = (index: number, row: AmountRow): void => onChange(rows.with(index, row))
  return (
    <Fieldset legend={words.maxExtra}>
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {words.maxExtraHint}
        </Text>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place
          <Group key={index} gap="xs" align="end">
            <TextInput
              label={words.currency}
              w={90}
              maxLength={10}
              value={row.currency}
              onChange={({ currentTarget: { value } }) => put(index, { ...row, currency: value })}
            />
            <TextInput
              label={words.amount}
              w={140}
              inputMode="decimal"
              value={row.amount}
              onChange={({ currentTarget: { value } }) => put(index, { ...row, amount: value })}
            />
            <Button
              variant="default"
              aria-label={words.removeCurrency(row.currency)}
              onClick={() => onChange(rows.filter((each) => each !== row))}
            >
              {words.remove}
            </Button>
          </Group>
        ))}
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: 'start' }}
          onClick={() => onChange([...rows, { currency: '', amount: '' }])}
        >
          {words.addCurrency}
        </Button>
      </Stack>
    </Fieldset>
  )
}
