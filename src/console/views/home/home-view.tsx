import { Text } from '@mantine/core'
import { Navigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useMay } from '../../api/use-session.ts'
import { views } from '../../frame/views.ts'
import { useWords } from '../../words/use-words.ts'

/** Leads to the first view that one may see. */
export function HomeView(): ReactElement {
  const { shell } = useWords()
  const may = useMay()
  const first = views.find(({ needs }) => may(needs))
  return first === undefined ? <Text>{shell.nothingAllowed}</Text> : <Navigate to={first.to} replace />
}
