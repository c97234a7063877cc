import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { addLimit } from '../../../text/add-limit.ts'
import { removeLine } from '../../../text/edit-text.ts'
import { limitsOf, reviewValues } from '../../../text/form-values.ts'
import { useWords } from '../../../words/use-words.ts'
import { useForm } from './form-context.ts'
import { ValueField } from './value-field.tsx'

const scopes = ['decision', 'account_day', 'day'] as const

/** The largest refunds that are credited without a person, and the times that a person has. */
export function LimitsForm(): ReactElement {
  const { form: words } = useWords()
  const { read, write } = useForm()
  const limits = limitsOf(read)
  const names: Readonly<Record<string, string>> = words.scopes
  const times: Readonly<Record<string, string>> = words.times
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {words.limitsText}
      </Text>
      {limits.map((limit) => {
        const label = `${names[limit.per] ?? limit.per} (${limit.currency})`
        return (
          <Group key={limit.path.join('.')} align="flex-end" gap="xs" wrap="nowrap">
            <div style={{ flex: 1 }}>
              <ValueField value={{ ...limit, unit: limit.currency }} label={label} />
            </div>
            <Button
              variant="default"
              aria-label={words.removeLimit(label)}
              onClick={() => {
                const text = removeLine(read, limits.length === 1 ? ['limits'] : limit.owner)
                if (text !== null) write(text)
              }}
            >
              {words.remove}
            </Button>
          </Group>
        )
      })}
      <NewLimit />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {reviewValues(read).map((value) => (
          <ValueField key={value.label} value={value} label={times[value.label] ?? value.label} />
        ))}
      </SimpleGrid>
    </Stack>
  )
}

function NewLimit(): ReactElement {
  const { form: words } = useWords()
  const { read, write } = useForm()
  const [per, setPer] = useState<string>(scopes[0])
  const [currency, setCurrency] = useState('')
  const [amount, setAmount] = useState('')
  const isComplete = /^[A-Z0-9]{3,10}$/u.test(currency) && /^\d+(?:\.\d+)?$/u.test(amount)
  const add = (): void => {
    const text = addLimit(read, { per, currency, amount })
    if (text === null) return
    write(text)
    setAmount('')
  }
  return (
    <Group align="flex-end" gap="xs">
      <Select
        label={words.limitPer}
        data={scopes.map((value) => ({ value, label: words.scopes[value] }))}
        value={per}
        allowDeselect={false}
        onChange={(next) => setPer(next ?? scopes[0])}
        style={{ flex: '2 1 10rem' }}
      />
      <TextInput
        label={words.currency}
        value={currency}
        onChange={({ currentTarget }) => setCurrency(currentTarget.value.trim().toUpperCase())}
        style={{ flex: '1 1 5rem' }}
      />
      <TextInput
        label={words.most}
        inputMode="decimal"
        value={amount}
        onChange={({ currentTarget }) => setAmount(currentTarget.value.trim())}
        style={{ flex: '1 1 6rem' }}
      />
      <Button variant="default" disabled={!isComplete} onClick={add}>
        {words.addLimit}
      </Button>
    </Group>
  )
}
