import type { ReactElement } from 'react'
import { useLanguage } from '../words/use-words.ts'

/** A time as people here write it, in the zone of the browser; UTC where one points at it. */
export function Instant({ at, precise = false }: { readonly at: string; readonly precise?: boolean }): ReactElement {
  const language = useLanguage()
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: precise ? 'medium' : 'short' })
  return (
    <time dateTime={at} title={at}>
      {format.format(new Date(at))}
    </time>
  )
}
