import { Paper, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { draftDifferenceQuery } from '../../../api/drafts.ts'
import { policyVersionQuery } from '../../../api/policies.ts'
import { TextDifference } from '../../../code/text-difference.tsx'
import { Answered } from '../../../parts/answered.tsx'
import { ChangeList } from '../../../parts/change-list.tsx'
import { EmptyNote } from '../../../parts/empty-note.tsx'
import { useWords } from '../../../words/use-words.ts'
import { useWriting } from '../writing/use-writing.ts'

/** What the text, saved or not, changes of the newest version. */
export function ChangesPanel(): ReactElement {
  const { editor: words } = useWords()
  const { draft } = useWriting()
  const { policy, newest_version } = draft.stored
  if (newest_version === null) return <EmptyNote title={words.changesNone}>{words.changesNoneText}</EmptyNote>
  return <AgainstVersion policy={policy} version={newest_version} />
}

function AgainstVersion({ policy, version }: { readonly policy: string; readonly version: number }): ReactElement {
  const { editor: words } = useWords()
  const { read } = useWriting()
  const query = useQuery(policyVersionQuery(policy, version))
  return (
    <Answered query={query}>
      {({ text }) =>
        text === read.text ? (
          <EmptyNote title={words.changesNone}>{words.changesNoneText}</EmptyNote>
        ) : (
          <Stack gap="xs">
            <Text size="sm" fw={600}>
              {words.changesOf(version)}
            </Text>
            <Paper withBorder radius="md" style={{ overflow: 'hidden' }}>
              <TextDifference key={read.text} from={text} to={read.text} label={words.changesOf(version)} />
            </Paper>
            <InWords />
          </Stack>
        )
      }
    </Answered>
  )
}

/** The same in the terms of the policy, of the text as it is stored; against the version that the draft was begun from. */
function InWords(): ReactElement {
  const { editor: words } = useWords()
  const { policy, id, revision } = useWriting().draft.stored
  const query = useQuery(draftDifferenceQuery({ policy, id }, revision))
  return (
    <>
      <Text size="sm" fw={600} mt="xs">
        {words.changesWords}
      </Text>
      <Answered query={query}>{({ mine }) => <ChangeList changes={mine.changes} />}</Answered>
    </>
  )
}
