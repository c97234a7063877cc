import { Blockquote } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import type { ExplainedDecision } from '../../api/decisions.ts'
import { AccountLink, OrderLink } from '../../parts/account-link.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Money } from '../../parts/money.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'

type Row = readonly [name: string, value: ReactNode]

/** What was decided, about what, and under which text. */
export function DecisionSummary({ decision }: { readonly decision: ExplainedDecision }): ReactElement {
  const { decision: words } = useWords()
  const { refund, clause, rule, policy, part, order, account, ignored_facts } = decision
  const money = (amount: string): ReactElement => <Money amount={amount} currency={refund?.currency ?? ''} />
  const rows: Row[] = [
    [words.order, <OrderLink key="order" id={order} policy={policy.name} />],
    ...optional(words.part, part),
    [words.account, <AccountLink key="account" id={account} />],
    [words.decidedAt, <Instant key="at" at={decision.decided_at} precise />],
    [words.version, `${policy.name} ${policy.version}`],
    [words.clause, clause === null ? '–' : `${clause.id} ${clause.title}`],
    [words.rule, rule ?? words.noRule],
    [words.reasonCode, decision.reason_code],
    ...(refund === null
      ? []
      : ([
          [words.credited, money(refund.amount)],
          [words.entitled, money(refund.entitled)],
          [words.before, money(refund.already_credited)],
          ...(refund.capped_from === undefined ? [] : [[words.cappedFrom, money(refund.capped_from)] as const]),
          [words.method, refund.method],
        ] satisfies Row[])),
    ...Object.entries(decision.amounts).map(([name, amount]): Row => [name, amount]),
    ...ignored_facts.map(({ fact, given, used }): Row => [words.ignored(fact), words.ignoredText(given, used)]),
  ]
  return (
    <Section title={words.summary}>
      <Blockquote p="sm" cite={words.message}>
        {decision.message}
      </Blockquote>
      <FactsTable label={words.summary} rows={rows} />
    </Section>
  )
}

function optional(name: string, value: string | null): Row[] {
  return value === null ? [] : [[name, value]]
}
