import { SegmentedControl, Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { pageQuery } from '../../../api/policy-checks.ts'
import { EmptyNote } from '../../../parts/empty-note.tsx'
import { FaultNote } from '../../../parts/fault-note.tsx'
import { pageNonce } from '../../../parts/page-nonce.ts'
import { WaitingRows } from '../../../parts/waiting-rows.tsx'
import { itemsAt, scalarText } from '../../../text/read-text.ts'
import { useWords } from '../../../words/use-words.ts'
import { useWriting } from '../writing/use-writing.ts'

/** The public page as the text would make it, in each of its languages. It may run and load nothing. */
export function PagePanel(): ReactElement {
  const { editor: words } = useWords()
  const { draft, read, check } = useWriting()
  const languages = itemsAt(read, ['languages']).map(scalarText)
  const [chosen, choose] = useState<string | undefined>(undefined)
  const language = chosen ?? languages[0]
  const isSound = check !== undefined && !check.diagnostics.some(({ severity }) => severity === 'error')
  const { data, error } = useQuery({
    ...pageQuery({ policy: draft.stored.policy, text: read.text, language }),
    enabled: isSound,
    placeholderData: keepPreviousData,
  })
  return (
    <Stack gap="xs">
      {languages.length > 1 && (
        <SegmentedControl
          size="xs"
          w="fit-content"
          aria-label={words.pageLanguage}
          data={languages}
          value={language ?? ''}
          onChange={choose}
        />
      )}
      {!isSound && check !== undefined && data === undefined && (
        <EmptyNote title={words.pageWaits}>{words.noFaultsText}</EmptyNote>
      )}
      {error !== null && <FaultNote fault={error} />}
      {data === undefined && isSound && error === null && <WaitingRows />}
      {data !== undefined && (
        <iframe
          title={words.pageTitle}
          sandbox=""
          srcDoc={data.replace('<style>', `<style nonce="${pageNonce}">`)}
          style={{
            width: '100%',
            height: 'max(320px, calc(100vh - 18rem))',
            border: '1px solid var(--mantine-color-default-border)',
            borderRadius: 8,
            background: '#fff',
          }}
        />
      )}
    </Stack>
  )
}
