import { ActionIcon, CopyButton as MantineCopyButton, Tooltip } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../words/use-words.ts'
import { Icon } from './icon.tsx'

/** Copies a text; `what` names it in the words of the page. */
export function CopyButton({ value, what }: { readonly value: string; readonly what: string }): ReactElement {
  const { common } = useWords()
  return (
    <MantineCopyButton value={value}>
      {({ copied, copy }) => {
        const label = copied ? common.copied : common.copy(what)
        return (
          <Tooltip label={label} withArrow>
            <ActionIcon variant="subtle" size="sm" aria-label={label} onClick={copy}>
              <Icon name={copied ? 'check' : 'copy'} size={14} />
            </ActionIcon>
          </Tooltip>
        )
      }}
    </MantineCopyButton>
  )
}
