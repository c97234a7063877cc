import { ActionIcon, Menu } from '@mantine/core'
import { type ReactElement, useContext } from 'react'
import { Icon } from '../parts/icon.tsx'
import { SpeechContext, useWords } from '../words/use-words.ts'
import { languages } from '../words/words.ts'

/** Chooses the language of the console. */
export function LanguageChooser(): ReactElement {
  const { shell } = useWords()
  const { language, choose } = useContext(SpeechContext)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={shell.language}>
          <Icon name="globe" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((each) => (
          <Menu.Item
            key={each}
            lang={each}
            rightSection={each === language ? <Icon name="check" size={14} /> : null}
            onClick={() => choose(each)}
          >
            {shell.languages[each]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
