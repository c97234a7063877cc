import { createContext, useContext } from 'react'
import type { ReadText } from '../../../text/read-text.ts'

/** The text that a form shows, and how another is put in its place. */
export interface FormText {
  readonly read: ReadText
  write(text: string): void
}

export const FormContext = createContext<FormText | null>(null)

/** The text of the form around. */
export function useForm(): FormText {
  const form = useContext(FormContext)
  if (form === null) throw new Error('a field stands outside of a form')
  return form
}
