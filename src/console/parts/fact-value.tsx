import type { ReactElement } from 'react'
import { useWords } from '../words/use-words.ts'
import { Instant } from './instant.tsx'
import { valueText } from './value-text.ts'

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u

/** The value of a fact as people here read it; a time in the zone of the browser. */
export function FactValue({ value }: { readonly value: unknown }): ReactElement {
  const words = useWords()
  if (typeof value === 'string' && instant.test(value) && !Number.isNaN(Date.parse(value)))
    return <Instant at={value} />
  return <>{valueText(value, words)}</>
}
