import { Alert, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { Icon } from '../../parts/icon.tsx'
import { PublicPageLink } from '../../parts/public-page-link.tsx'
import { useWords } from '../../words/use-words.ts'

/** Says which version a draft became, and how to get back to the one before. */
export function PublishedNote({
  policy,
  version,
}: {
  readonly policy: string
  readonly version: number
}): ReactElement {
  const { release: words } = useWords()
  const before = version - 1
  return (
    <Alert color="teal" variant="light" role="status" icon={<Icon name="check" />} title={words.published(version)}>
      {words.publishedText}
      <Group gap="md" mt="xs" fz="sm">
        <AnchorLink inherit to="/policies/$policy/versions" params={{ policy }}>
          {words.toVersions}
        </AnchorLink>
        <PublicPageLink policy={policy} version={version} />
        {before > 0 && (
          <AnchorLink
            inherit
            to="/policies/$policy/versions"
            params={{ policy }}
            search={{ from: version, to: before, restore: before }}
          >
            {words.wayBack(before)}
          </AnchorLink>
        )}
      </Group>
    </Alert>
  )
}
