import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactElement } from 'react'
import { useMay } from '../../api/use-session.ts'
import type { VersionSummary } from '../../api/versions.ts'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { Instant } from '../../parts/instant.tsx'
import { PublicPageLink } from '../../parts/public-page-link.tsx'
import { useWords } from '../../words/use-words.ts'

interface TimelineProps {
  readonly policy: string
  readonly versions: readonly VersionSummary[]
  /** The two that are compared; the later one is marked. */
  readonly compared: { readonly from: number; readonly to: number }
  onRestore(version: number): void
}

/** Versions, newest first: who published each, when and why, and what can be done with it. */
export function VersionTimeline({ policy, versions, compared, onRestore }: TimelineProps): ReactElement {
  const { versions: words } = useWords()
  const mayRestore = useMay()('restorePolicyVersion')
  const newest = versions[0]?.version
  return (
    <Stack component="ol" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label={words.timeline}>
      {versions.map((each) => (
        <Paper
          component="li"
          key={each.version}
          withBorder
          radius="md"
          p="sm"
          aria-current={each.version === compared.to ? 'true' : undefined}
          style={each.version === compared.to ? { borderColor: 'var(--mantine-primary-color-filled)' } : {}}
        >
          <Group gap="xs" mih={26}>
            <Title order={2} size="h5">
              {words.version(each.version)}
            </Title>
            {each.version === newest && !each.retired && <Badge color="teal">{words.active}</Badge>}
            {each.retired && <Badge color="gray">{words.retired}</Badge>}
            {each.version !== newest && !each.retired && mayRestore && (
              <Button size="compact-sm" variant="default" ml="auto" onClick={() => onRestore(each.version)}>
                {words.restore}
              </Button>
            )}
          </Group>
          <Text size="sm">{each.reason ?? words.noReason}</Text>
          <Text size="sm" c="dimmed" component="div">
            {each.author} · <Instant at={each.published_at} />
            {each.release !== undefined && each.release.approved_by.length > 0 && (
              <> · {words.approvedBy(each.release.approved_by.join(', '))}</>
            )}
          </Text>
          <Acts policy={policy} version={each.version} />
        </Paper>
      ))}
    </Stack>
  )
}

function Acts({ policy, version }: { readonly policy: string; readonly version: number }): ReactElement {
  const { versions: words } = useWords()
  const may = useMay()
  return (
    <Group gap="md" mt={6} fz="sm">
      {version > 1 && (
        <AnchorLink
          inherit
          to="/policies/$policy/versions"
          params={{ policy }}
          search={{ from: version - 1, to: version }}
        >
          {words.whatChanged}
        </AnchorLink>
      )}
      {may('listDecisions') && (
        <AnchorLink inherit to="/decisions" search={{ policy, policy_version: version }}>
          {words.decisions}
        </AnchorLink>
      )}
      <PublicPageLink policy={policy} version={version} />
    </Group>
  )
}
