import { Alert, Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { type Draft, draftDifferenceQuery, editDraft } from '../../api/drafts.ts'
import { useMay } from '../../api/use-session.ts'
import { Answered } from '../../parts/answered.tsx'
import { ChangeList } from '../../parts/change-list.tsx'
import { FaultNote } from '../../parts/fault-note.tsx'
import { Section } from '../../parts/section.tsx'
import { UnifiedText } from '../../parts/unified-text.tsx'
import { useWords } from '../../words/use-words.ts'

/** What a draft has otherwise than its base; and what was published since, where something was. */
export function ChangesStep({ draft }: { readonly draft: Draft }): ReactElement {
  const { release: words } = useWords()
  const { policy, id, revision, base_version: base, newest_version: newest, is_stale: isStale, state } = draft
  const query = useQuery(draftDifferenceQuery({ policy, id }, revision))
  return (
    <Section title={words.steps.changes}>
      <Answered query={query}>
        {({ mine, theirs }) => (
          <>
            {base === null ? <Text c="dimmed">{words.newText}</Text> : <ChangeList changes={mine.changes} />}
            <UnifiedText text={mine.unified} />
            {isStale && state === 'open' && theirs !== null && newest !== null && (
              <Alert color="orange" variant="light" title={words.stale(newest)}>
                <Stack gap="sm">
                  <Text size="sm">{words.staleText}</Text>
                  <ChangeList changes={theirs.changes} />
                  <UnifiedText text={theirs.unified} />
                  <TakePlace draft={draft} newest={newest} />
                </Stack>
              </Alert>
            )}
          </>
        )}
      </Answered>
    </Section>
  )
}

/** Says that what came between was looked at: the text as it is then takes the place of the newest version. */
function TakePlace({ draft, newest }: { readonly draft: Draft; readonly newest: number }): ReactElement | null {
  const { release: words } = useWords()
  const may = useMay()
  const queryClient = useQueryClient()
  const take = useMutation({ mutationFn: editDraft, onSuccess: () => queryClient.invalidateQueries() })
  if (!may('editDraft')) return null
  const { policy, id, revision, text } = draft
  return (
    <>
      {take.error !== null && <FaultNote fault={take.error} />}
      <Button
        variant="default"
        loading={take.isPending}
        style={{ alignSelf: 'start' }}
        onClick={() => take.mutate({ policy, id, revision, text, baseVersion: newest })}
      >
        {words.takePlace(newest)}
      </Button>
    </>
  )
}
