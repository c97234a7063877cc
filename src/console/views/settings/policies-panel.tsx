import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { policiesQuery } from '../../api/policies.ts'
import { type Release, releaseQuery } from '../../api/releases.ts'
import { useMay } from '../../api/use-session.ts'
import type { VersionSummary } from '../../api/versions.ts'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { Answered } from '../../parts/answered.tsx'
import { EmptyNote } from '../../parts/empty-note.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Money } from '../../parts/money.tsx'
import { PublicPageLink } from '../../parts/public-page-link.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import { GateForm } from './gate-form.tsx'
import { percentOf } from './share-text.ts'

/** Every policy with what it takes to release a text of it; administrators change that. */
export function PoliciesPanel(): ReactElement {
  const { settings: words } = useWords()
  const query = useQuery(policiesQuery)
  return (
    <Answered query={query}>
      {(policies) =>
        policies.length === 0 ? (
          <EmptyNote title={words.noPolicies}>{words.noPoliciesText}</EmptyNote>
        ) : (
          <Stack maw={720}>
            <Text size="sm">{words.policiesText}</Text>
            {policies.map((policy) => (
              <OfPolicy key={policy.name} policy={policy} />
            ))}
          </Stack>
        )
      }
    </Answered>
  )
}

function OfPolicy({
  policy: { name, version, published_at, retired },
}: {
  readonly policy: VersionSummary
}): ReactElement {
  const { settings: words } = useWords()
  const query = useQuery(releaseQuery(name))
  return (
    <Section title={name}>
      <Group gap="md" fz="sm">
        <AnchorLink inherit to="/policies/$policy/versions" params={{ policy: name }}>
          {words.policyVersion(version)}
        </AnchorLink>
        <Text span inherit c="dimmed">
          <Instant at={published_at} />
          {retired && ` · ${words.retired}`}
        </Text>
        <PublicPageLink policy={name} />
      </Group>
      <Answered query={query}>{(release) => <Gate release={release} />}</Answered>
    </Section>
  )
}

function Gate({ release }: { readonly release: Release }): ReactElement {
  const { settings: words, common } = useWords()
  const may = useMay()
  const [edits, edit] = useState(false)
  if (edits) return <GateForm key={release.revision} release={release} onClose={() => edit(false)} />
  const { four_eyes, publish_gate: gate, set_by, set_at } = release
  const yesNo = (is: boolean | undefined): string => (is === true ? common.yes : common.no)
  const amounts = Object.entries(gate.max_extra_credit_per_day ?? {})
  return (
    <>
      <FactsTable
        label={words.gate}
        rows={[
          [words.fourEyes, yesNo(four_eyes)],
          [words.requireCases, yesNo(gate.require_cases)],
          [words.requireProofs, yesNo(gate.require_proofs)],
          [
            words.maxFlipShare,
            gate.max_flip_share === undefined ? words.noLimit : `${percentOf(gate.max_flip_share)} %`,
          ],
          [
            words.maxExtra,
            amounts.length === 0
              ? words.noLimit
              : amounts.map(([currency, amount]) => (
                  <div key={currency}>
                    <Money amount={amount} currency={currency} />
                  </div>
                )),
          ],
          ...(set_at === null
            ? []
            : ([
                [
                  words.setBy,
                  <span key="set">
                    {set_by} · <Instant at={set_at} />
                  </span>,
                ],
              ] as const)),
        ]}
      />
      {may('changeRelease') && (
        <Button size="sm" variant="default" style={{ alignSelf: 'start' }} onClick={() => edit(true)}>
          {words.changeGate}
        </Button>
      )}
    </>
  )
}
