import { Grid, Group, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useMay } from '../../api/use-session.ts'
import { type VersionSummary, versionsQuery } from '../../api/versions.ts'
import { Answered } from '../../parts/answered.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { Page } from '../../parts/page.tsx'
import { PublicPageLink } from '../../parts/public-page-link.tsx'
import { useWords } from '../../words/use-words.ts'
import { ComparedVersions } from './compared-versions.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { VersionTimeline } from './version-timeline.tsx'

const route = getRouteApi('/policies/$policy/versions')

/** Every version of a policy, what any two of them differ in, and the way back to an old one. */
export function VersionsView(): ReactElement {
  const { versions: words } = useWords()
  const { policy } = route.useParams()
  const query = useInfiniteQuery(versionsQuery(policy))
  return (
    <Page title={words.title(policy)} aside={<PublicPageLink policy={policy} />}>
      <Answered query={query}>
        {({ pages }) => (
          <Known policy={policy} versions={pages.flatMap(({ items }) => items)} more={<MoreButton query={query} />} />
        )}
      </Answered>
    </Page>
  )
}

function Known({
  policy,
  versions,
  more,
}: {
  readonly policy: string
  readonly versions: readonly VersionSummary[]
  readonly more: ReactElement
}): ReactElement {
  const { from, to, restore } = route.useSearch()
  const may = useMay()
  const navigate = useNavigate()
  const ask = (version: number | undefined): void => {
    const search = { ...compared, restore: version }
    void navigate({ to: '/policies/$policy/versions', params: { policy }, search, replace: true })
  }
  const newest = versions[0]?.version ?? 1
  const later = to ?? newest
  const compared = { from: from ?? Math.max(1, later - 1), to: later }
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack>
          <VersionTimeline policy={policy} versions={versions} compared={compared} onRestore={ask} />
          <Group>{more}</Group>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 7 }}>
        <ComparedVersions policy={policy} newest={newest} {...compared} />
      </Grid.Col>
      {restore !== undefined && restore < newest && may('restorePolicyVersion') && (
        <RestoreDialog policy={policy} version={restore} newest={newest} onClose={() => ask(undefined)} />
      )}
    </Grid>
  )
}
