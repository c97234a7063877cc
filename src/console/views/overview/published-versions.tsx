import { Group, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { VersionSummary } from '../../api/versions.ts'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { dateIn } from '../../time/time-zones.ts'
import { useWords } from '../../words/use-words.ts'

/** Which versions the charts mark, each leading to what it changed. */
export function PublishedVersions({
  policy,
  versions,
  days,
  timeZone,
}: {
  readonly policy: string
  readonly versions: readonly VersionSummary[]
  readonly days: readonly string[]
  readonly timeZone: string
}): ReactElement | null {
  const { overview: words } = useWords()
  const marked = versions.filter(({ published_at }) => days.includes(dateIn(timeZone, published_at)))
  if (marked.length === 0) return null
  return (
    <Group gap="xs" fz="sm">
      <Text span inherit>
        {words.publishedHere}
      </Text>
      {marked.map(({ version, reason }) => (
        <AnchorLink
          key={version}
          inherit
          title={reason ?? undefined}
          to="/policies/$policy/versions"
          params={{ policy }}
          search={{ from: Math.max(1, version - 1), to: version }}
        >
          {words.version(version)}
        </AnchorLink>
      ))}
    </Group>
  )
}
