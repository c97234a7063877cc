import { Code, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Schemas } from '../api/client.ts'
import { useWords } from '../words/use-words.ts'
import { ConditionTree, Truth } from './condition-tree.tsx'
import { FactsTable } from './facts-table.tsx'
import { Money } from './money.tsx'
import { Section } from './section.tsx'
import { valueText } from './value-text.ts'

type Trace = Schemas['DecisionTrace']

/** How a decision came about, in a section of its own; it says so where that is not known any more. */
export function Explanation({
  trace,
  currency,
}: {
  readonly trace: Trace | null
  readonly currency: string | null
}): ReactElement {
  const { decision: words } = useWords()
  return (
    <Section title={words.why}>
      {trace === null ? <Text c="dimmed">{words.noTrace}</Text> : <TraceSteps trace={trace} currency={currency} />}
    </Section>
  )
}

/** Each rule that was tried, what its formulas were worth, and the amount step by step. */
export function TraceSteps({
  trace,
  currency,
}: {
  readonly trace: Trace
  readonly currency: string | null
}): ReactElement {
  const { decision: words } = useWords()
  return (
    <Stack gap="sm">
      {trace.fault !== null && <Text c="red">{trace.fault}</Text>}
      <RuleList label={words.rulesTried} rules={trace.rules.slice(-1)} />
      {trace.rules.length > 1 && (
        <details>
          <summary>{words.rulesBefore(trace.rules.length - 1)}</summary>
          <RuleList label={words.rulesBefore(trace.rules.length - 1)} rules={trace.rules.slice(0, -1)} />
        </details>
      )}
      <Derived derived={trace.derived} />
      {trace.refund !== null && <Amount amount={trace.refund} currency={currency} />}
      <Circumstances trace={trace} />
    </Stack>
  )
}

/** Rules in the order tried; the last one decided. */
function RuleList({ label, rules }: { readonly label: string; readonly rules: Trace['rules'] }): ReactElement {
  const { decision: words } = useWords()
  return (
    <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: 'none' }} aria-label={label}>
      {rules.map((rule) => (
        <li key={rule.rule}>
          <Text component="div" fw={600}>
            <Truth result={rule.result} /> {rule.rule === 'default' ? words.defaultRule : rule.rule}
            {rule.clause !== null && ` (${rule.clause})`}
          </Text>
          <ConditionTree condition={rule.condition} />
        </li>
      ))}
    </Stack>
  )
}

function Derived({ derived }: { readonly derived: Trace['derived'] }): ReactElement | null {
  const words = useWords()
  if (derived.length === 0) return null
  return (
    <>
      <Text fw={600}>{words.decision.derived}</Text>
      <FactsTable
        label={words.decision.derived}
        rows={derived.map(({ name, formula, value, missing_facts, fault }) => [
          name,
          <div key={name}>
            {valueText(value, words)} = <Code>{formula}</Code>
            {missing_facts.length > 0 && ` ${words.decision.missing}: ${missing_facts.join(', ')}`}
            {fault !== null && ` ${fault}`}
          </div>,
        ])}
      />
    </>
  )
}

function Amount({
  amount,
  currency,
}: {
  readonly amount: Schemas['AmountTrace']
  readonly currency: string | null
}): ReactElement {
  const words = useWords()
  const { decision: own } = words
  const money = (value: unknown): ReactElement | string =>
    typeof value === 'string' && currency !== null ? (
      <Money amount={value} currency={currency} />
    ) : (
      valueText(value, words)
    )
  return (
    <>
      <Text fw={600}>{own.amount}</Text>
      <FactsTable
        label={own.amount}
        rows={[
          [own.formula, <Code key="formula">{amount.formula}</Code>],
          ...Object.entries(amount.inputs).map(([name, value]) => [name, valueText(value, words)] as const),
          [own.exact, valueText(amount.exact, words)],
          [own.rounded, money(amount.rounded)],
          [own.charge, money(amount.charge)],
          [own.cap, money(amount.cap)],
          ...(amount.capped_from === null ? [] : [[own.cappedFrom, money(amount.capped_from)] as const]),
        ]}
      />
    </>
  )
}

function Circumstances({ trace: { circumstances } }: { readonly trace: Trace }): ReactElement {
  const words = useWords()
  const { decision: own } = words
  const { order_got, standing, dispute_open, approvals_paused, denied } = circumstances
  return (
    <>
      <Text fw={600}>{own.circumstances}</Text>
      <FactsTable
        label={own.circumstances}
        rows={[
          [own.gotHere, order_got.credited],
          [own.gotElsewhere, order_got.elsewhere],
          [own.chargedBack, order_got.charged_back],
          [own.standing, words.common.standings[standing]],
          [own.disputeOpen, valueText(dispute_open, words)],
          [own.paused, valueText(approvals_paused, words)],
          [own.deniedBefore, valueText(denied !== null, words)],
        ]}
      />
    </>
  )
}
