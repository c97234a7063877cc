import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { draftQuery } from '../../api/drafts.ts'
import { Answered } from '../../parts/answered.tsx'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/use-words.ts'
import { DraftEditor } from './draft-editor.tsx'

const route = getRouteApi('/policies/$policy/drafts/$draft')

/** A draft to be written. What is typed is not asked for again: who stores it meanwhile is heard of when it is saved. */
export function EditorView(): ReactElement {
  const { editor: words } = useWords()
  const { policy, draft } = route.useParams()
  const query = useQuery({ ...draftQuery({ policy, id: draft }), refetchOnWindowFocus: false })
  return (
    <Page title={words.draftOf(policy)}>
      <Answered query={query}>{(opened) => <DraftEditor key={opened.id} opened={opened} />}</Answered>
    </Page>
  )
}
