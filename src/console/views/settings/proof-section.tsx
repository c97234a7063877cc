import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { checkpointQuery } from '../../api/administration.ts'
import type { Schemas } from '../../api/client.ts'
import { Answered } from '../../parts/answered.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Section } from '../../parts/section.tsx'
import { useLanguage, useWords } from '../../words/use-words.ts'
import { Verdict } from './verdict.tsx'

/** What the newest checkpoint covers, and whether the store still agrees with it; to be compared again by hand. */
export function ProofSection(): ReactElement {
  const { settings: words } = useWords()
  const query = useQuery(checkpointQuery)
  return (
    <Section title={words.proof}>
      <Answered query={query}>
        {({ written, entries, latest }) =>
          latest === null ? (
            <Text size="sm" c="dimmed">
              {written ? words.noCheckpoint : words.noCheckpoints}
            </Text>
          ) : (
            <Compared latest={latest} entries={entries} at={query.dataUpdatedAt} />
          )
        }
      </Answered>
      {(query.data?.latest ?? null) !== null && (
        <Group>
          <Button variant="default" size="sm" loading={query.isFetching} onClick={() => void query.refetch()}>
            {words.verifyNow}
          </Button>
        </Group>
      )}
    </Section>
  )
}

function Compared({
  latest: { size, time, origin, holds },
  entries,
  at,
}: {
  readonly latest: NonNullable<Schemas['CheckpointState']['latest']>
  readonly entries: number
  /** When it was compared: milliseconds since the epoch. */
  readonly at: number
}): ReactElement {
  const { settings: words } = useWords()
  const whole = new Intl.NumberFormat(useLanguage())
  return (
    <>
      <Verdict isGood={holds} title={holds ? words.holds : words.holdsNot}>
        {holds ? words.holdsText : words.holdsNotText}
      </Verdict>
      <FactsTable
        label={words.proof}
        rows={[
          [words.checkpointOf, <Instant key="time" at={time} />],
          [words.covers, words.entriesOf(whole.format(size), whole.format(entries))],
          [words.signedBy, origin],
          [words.compared, <Instant key="at" at={new Date(at).toISOString()} precise />],
        ]}
      />
    </>
  )
}
