import { Code, Drawer, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { type FaultPage, faultPageQuery } from '../../../api/policy-guide.ts'
import { Answered } from '../../../parts/answered.tsx'
import { useWords } from '../../../words/use-words.ts'

/** The page of a kind of fault: what it means, how it is mended, and a policy with it and without. */
export function FaultDrawer({ code, onClose }: { readonly code: string; readonly onClose: () => void }): ReactElement {
  const { common } = useWords()
  const query = useQuery(faultPageQuery(code))
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={code}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Answered query={query}>{(page) => <PageOfFault page={page} />}</Answered>
    </Drawer>
  )
}

function PageOfFault({ page: { means, mend, wrong, right } }: { readonly page: FaultPage }): ReactElement {
  const { editor: words } = useWords()
  return (
    <Stack>
      <Text>{means}</Text>
      <Text fw={600}>{words.faultMend}</Text>
      <Text>{mend}</Text>
      {wrong !== null && (
        <>
          <Text fw={600}>
            {words.faultWrong}
            {wrong.line !== null && ` (${words.lineOf(wrong.line, wrong.column ?? 1)})`}
          </Text>
          <Example text={wrong.text} line={wrong.line} />
        </>
      )}
      {right !== null && (
        <>
          <Text fw={600}>{words.faultRight}</Text>
          <Example text={right} line={null} />
        </>
      )}
    </Stack>
  )
}

function Example({ text, line }: { readonly text: string; readonly line: number | null }): ReactElement {
  return (
    <Code block style={{ whiteSpace: 'pre-wrap' }} tabIndex={0}>
      {text.split('\n').map((each, index) => (
        <span
          // oxlint-disable-next-line react/no-array-index-key -- a line is its number
          key={index}
          style={
            index + 1 === line
              ? { background: 'var(--mantine-color-red-light)', display: 'block' }
              : { display: 'block' }
          }
        >
          {each === '' ? ' ' : each}
        </span>
      ))}
    </Code>
  )
}
