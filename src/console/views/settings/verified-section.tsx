import { Code, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Schemas } from '../../api/client.ts'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Section } from '../../parts/section.tsx'
import { useLanguage, useWords } from '../../words/use-words.ts'
import { Verdict } from './verdict.tsx'

/** The same in every language. */
const verifyCommand = 'refund-policy verify --note'

/** The last verification of the whole store that was noted: when it ended, how far it went, and what it found. */
export function VerifiedSection({
  verified,
}: {
  readonly verified: Schemas['ServiceState']['verified']
}): ReactElement {
  const { settings: words } = useWords()
  return (
    <Section title={words.verification}>
      {verified === null ? (
        <Text size="sm" c="dimmed">
          {words.neverVerified}
        </Text>
      ) : (
        <Verified verified={verified} />
      )}
      <Text size="sm" c="dimmed">
        {words.verifyMore} <Code>{verifyCommand}</Code>
      </Text>
    </Section>
  )
}

function Verified({ verified }: { readonly verified: Schemas['NotedVerification'] }): ReactElement {
  const { settings: words } = useWords()
  const { at, by, up_to: upTo, entries, faults } = verified
  const whole = new Intl.NumberFormat(useLanguage())
  const isSound = faults === 0
  return (
    <>
      <Verdict isGood={isSound} title={isSound ? words.verifiedSound : words.verifiedFaults(faults)}>
        {isSound ? words.verifiedSoundText : words.verifiedFaultsText}
      </Verdict>
      <FactsTable
        label={words.verification}
        rows={[
          [words.verifiedAt, <Instant key="at" at={at} />],
          [words.verifiedUpTo, words.upToNumber(whole.format(upTo), whole.format(entries))],
          [words.verifiedBy, by],
        ]}
      />
    </>
  )
}
