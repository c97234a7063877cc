import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import type { ReactElement } from 'react'
import { Icon } from '../parts/icon.tsx'
import { useWords } from '../words/use-words.ts'

/** Light or dark: as the machine has it until one chooses. */
export function SchemeSwitch(): ReactElement {
  const { shell } = useWords()
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark'
  return (
    <ActionIcon
      variant="subtle"
      size="lg"
      aria-label={isDark ? shell.toLight : shell.toDark}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <Icon name={isDark ? 'sun' : 'moon'} />
    </ActionIcon>
  )
}
