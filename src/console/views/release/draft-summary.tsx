import { Code, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Draft } from '../../api/drafts.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'

/** What draft it is: whose, of which version, and the digest of its text. */
export function DraftSummary({ draft }: { readonly draft: Draft }): ReactElement {
  const { release: words } = useWords()
  const { base_version: base, writers, edited_at, revision, sha256, reason, retires } = draft
  return (
    <Section title={words.draft}>
      <FactsTable
        label={words.draft}
        rows={[
          [words.reason, reason ?? '–'],
          [words.takesPlaceOf, base === null ? words.newPolicy : words.version(base)],
          ...(retires ? [[words.retires, words.retiresText] as const] : []),
          [words.writers, writers.join(', ')],
          [words.edited, <Instant key="at" at={edited_at} />],
          [words.revision, revision],
          [
            words.digest,
            <Group key="digest" gap={4} wrap="nowrap">
              <Code title={sha256}>{sha256.slice(0, 12)}…</Code>
              <CopyButton value={sha256} what={words.digest} />
            </Group>,
          ],
        ]}
      />
    </Section>
  )
}
