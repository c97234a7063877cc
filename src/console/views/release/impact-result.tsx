import { Anchor, Stack, Text } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import type { Impact } from '../../api/releases.ts'
import { type Column, Listing } from '../../parts/listing.tsx'
import { Money } from '../../parts/money.tsx'
import { useLanguage, useWords } from '../../words/use-words.ts'
import { LargestChanges } from './largest-changes.tsx'

type Move = Impact['moves'][number]
type Credit = Impact['credits'][number]

/** The figures of an impact; a kind of flip leads to the decisions that flip so. */
export function ImpactResult({ impact }: { readonly impact: Impact }): ReactElement {
  const { release: words } = useWords()
  const language = useLanguage()
  const [chosen, choose] = useState<Move | null>(null)
  const count = new Intl.NumberFormat(language)
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 })
  const { decisions, flips, flip_share, not_replayed: left } = impact
  const problems = Object.values(left.problems).reduce((sum, each) => sum + each, left.erased)
  if (decisions === 0) return <Text size="sm">{words.noDecisions}</Text>
  return (
    <Stack gap="md">
      <Text fw={600}>
        {words.flips(count.format(flips), count.format(decisions), share.format(flip_share), flips === 0)}
      </Text>
      {problems > 0 && <Text size="sm">{words.notReplayed(count.format(problems))}</Text>}
      {!impact.orders_followed && <Text size="sm">{words.notFollowed}</Text>}
      {impact.credits.length > 0 && <Credits credits={impact.credits} />}
      {impact.moves.length > 0 && <Moves moves={impact.moves} chosen={chosen} choose={choose} />}
      {impact.largest.length > 0 && <LargestChanges changes={impact.largest} of={chosen} all={() => choose(null)} />}
    </Stack>
  )
}

function Credits({ credits }: { readonly credits: readonly Credit[] }): ReactElement {
  const { release: words } = useWords()
  const money = (head: string, pick: (credit: Credit) => string): Column<Credit> => ({
    head,
    right: true,
    cell: (credit) => <Money amount={pick(credit)} currency={credit.currency} />,
  })
  const columns = [
    { head: words.currency, cell: ({ currency }: Credit) => currency },
    money(words.creditedBefore, ({ before }) => before),
    money(words.creditedAfter, ({ after }) => after),
    money(words.extra, ({ extra }) => extra),
    money(words.perDay, ({ extra_per_day }) => extra_per_day),
  ]
  return <Listing label={words.money} items={credits} keyOf={({ currency }) => currency} columns={columns} />
}

function Moves({
  moves,
  chosen,
  choose,
}: {
  readonly moves: readonly Move[]
  readonly chosen: Move | null
  readonly choose: (move: Move) => void
}): ReactElement {
  const { release: words } = useWords()
  const columns: readonly Column<Move>[] = [
    { head: words.before, cell: ({ before }) => <Answer answer={before} /> },
    { head: words.after, cell: ({ after }) => <Answer answer={after} /> },
    { head: words.decisions, right: true, cell: ({ decisions }) => decisions },
    {
      head: words.extra,
      right: true,
      cell: ({ credits }) =>
        credits.map(({ currency, extra }) => (
          <div key={currency}>
            <Money amount={extra} currency={currency} />
          </div>
        )),
    },
    {
      head: words.examples,
      cell: (move) => (
        <Anchor component="button" type="button" inherit onClick={() => choose(move)}>
          {words.show}
        </Anchor>
      ),
    },
  ]
  return (
    <Listing
      label={words.movesTitle}
      items={moves}
      keyOf={keyOf}
      columns={columns}
      current={chosen === null ? undefined : keyOf(chosen)}
    />
  )
}

function keyOf({ section, before, after }: Move): string {
  return JSON.stringify([section, before, after])
}

/** Outcome and rule of an answer, in a line. */
function Answer({ answer }: { readonly answer: Schemas['ImpactFlips']['before'] }): ReactElement {
  return (
    <>
      {answer.outcome} · {answer.rule ?? answer.reason_code}
    </>
  )
}
