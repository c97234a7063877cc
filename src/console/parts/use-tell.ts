import { notifications } from '@mantine/notifications'
import { useWords } from '../words/use-words.ts'

/** Tells in passing what was done, or what was not. */
export function useTell(): (message: string, look?: { readonly color?: string; readonly title?: string }) => void {
  const { common } = useWords()
  return (message, look = {}) => {
    notifications.show({ message, color: 'teal', ...look, closeButtonProps: { 'aria-label': common.close } })
  }
}
