import { Select, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactElement, useMemo, useState } from 'react'
import { tryQuery } from '../../../api/policy-checks.ts'
import { EmptyNote } from '../../../parts/empty-note.tsx'
import { FaultNote } from '../../../parts/fault-note.tsx'
import { factNames, type PolicyName } from '../../../text/policy-names.ts'
import { type ReadCase, readCases } from '../../../text/read-cases.ts'
import { useWords } from '../../../words/use-words.ts'
import { flatFacts, nestedFacts } from '../writing/trial-facts.ts'
import { type FlatFacts, type TrialOrder, useWriting } from '../writing/use-writing.ts'
import { MakeCase } from './make-case.tsx'
import { TrialDecision } from './trial-decision.tsx'

const nothing: TrialOrder = { facts: {}, at: '' }

/** An order to be tried on the text as it stands: a field for each fact, and what is decided, and why. */
export function TrialPanel(): ReactElement {
  const { editor: words } = useWords()
  const { draft, read, check, order: given } = useWriting()
  const cases = useMemo(() => readCases(read).filter(({ section }) => section === 'refunds'), [read])
  const facts = useMemo(() => factNames(read).filter(({ kind }) => kind === 'fact'), [read])
  const [order, setOrder] = useState<TrialOrder>(given ?? nothing)
  const [taken, take] = useState(given)
  if (given !== taken) {
    take(given)
    setOrder(given ?? nothing)
  }
  const used = facts.filter(({ name }) => !name.startsWith('dispute.'))
  const isSound = check !== undefined && !check.diagnostics.some(({ severity }) => severity === 'error')
  if (draft.stored.newest_version === null) return <EmptyNote title={words.panels.trial}>{words.trialNew}</EmptyNote>
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {words.trialText} {words.trialAccount}
      </Text>
      <FromCase
        cases={cases}
        onChoose={({ facts: told, now }) => setOrder({ facts: withIds(flatFacts(told), used), at: now })}
      />
      {!isSound && check !== undefined && <Text size="sm">{words.trialWaits}</Text>}
      {isSound && <Outcome order={order} facts={used} />}
      <Stack gap={6} component="section" aria-label={words.facts}>
        <TextInput
          size="xs"
          label={words.at}
          description={words.atHint}
          placeholder="2026-03-01T12:00:00Z"
          value={order.at}
          onChange={({ currentTarget }) => setOrder(({ facts: told }) => ({ facts: told, at: currentTarget.value }))}
        />
        {used.map((fact) => (
          <FactField
            key={fact.name}
            fact={fact}
            value={order.facts[fact.name] ?? ''}
            onChange={(value) => setOrder(({ facts: told, at }) => ({ facts: { ...told, [fact.name]: value }, at }))}
          />
        ))}
      </Stack>
    </Stack>
  )
}

/** A case may leave out which order and account it is about; a request may not. */
function withIds(order: FlatFacts, facts: readonly PolicyName[]): FlatFacts {
  const lacking = facts.filter(
    ({ name, detail }) => name.endsWith('.id') && detail === 'string' && order[name] === undefined,
  )
  return { ...Object.fromEntries(lacking.map(({ name }) => [name, 'try-1'])), ...order }
}

function FromCase({
  cases,
  onChoose,
}: {
  readonly cases: readonly ReadCase[]
  readonly onChoose: (chosen: ReadCase) => void
}): ReactElement {
  const { editor: words } = useWords()
  return (
    <Select
      label={words.fillFrom}
      searchable
      clearable
      data={cases.map(({ name, line }) => ({ value: String(line), label: name }))}
      onChange={(line) => {
        const chosen = cases.find((each) => String(each.line) === line)
        if (chosen !== undefined) onChoose(chosen)
      }}
    />
  )
}

function Outcome({
  order,
  facts,
}: {
  readonly order: TrialOrder
  readonly facts: readonly PolicyName[]
}): ReactElement | null {
  const { draft, read } = useWriting()
  const now = useMemo(
    () => ({ facts: nestedFacts(order.facts, facts), at: order.at.trim() === '' ? undefined : order.at.trim() }),
    [order, facts],
  )
  const [asked] = useDebouncedValue(now, 250)
  const isEmpty = Object.keys(asked.facts).length === 0
  const query = useQuery({
    ...tryQuery({ policy: draft.stored.policy, text: read.text, ...asked }),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
  })
  if (isEmpty) return null
  if (query.error !== null) return <FaultNote fault={query.error} />
  if (query.data === undefined) return null
  const active = query.data.find(({ by }) => by === 'active')
  const mine = query.data.find(({ by }) => by === 'text')
  if (mine === undefined) return null
  return (
    <>
      <TrialDecision mine={mine} active={active} />
      {mine.ruling !== null && <MakeCase facts={asked.facts} at={asked.at} ruling={mine.ruling} />}
    </>
  )
}

function FactField({
  fact: { name, detail, description, values },
  value,
  onChange,
}: {
  readonly fact: PolicyName
  readonly value: string
  readonly onChange: (value: string) => void
}): ReactElement {
  const { editor: words, common } = useWords()
  const choices =
    values?.map((each) => ({ value: each, label: each })) ??
    (detail.startsWith('boolean')
      ? [
          { value: 'true', label: common.yes },
          { value: 'false', label: common.no },
        ]
      : null)
  const shared = { size: 'xs', label: name, description, placeholder: words.notGiven } as const
  if (choices !== null) {
    return (
      <Select
        {...shared}
        clearable
        data={choices}
        value={value === '' ? null : value}
        onChange={(next) => onChange(next ?? '')}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      {...(detail.startsWith('timestamp') ? { placeholder: '2026-03-01T12:00:00Z' } : {})}
      inputMode={/^(?:integer|decimal|number)/u.test(detail) ? 'decimal' : 'text'}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
