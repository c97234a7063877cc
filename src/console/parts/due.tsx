import { Text } from '@mantine/core'
import { useInterval } from '@mantine/hooks'
import { type ReactElement, useState } from 'react'
import { now } from '../time/now.ts'
import { useLanguage } from '../words/use-words.ts'

const minute = 60_000
const steps = [
  ['day', 1440 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const

/** How long it is until a time, or since: it goes on by itself. What is over stands out, and is called as `past` says. */
export function Due({
  at,
  past = (since) => since,
}: {
  readonly at: string
  readonly past?: (since: string) => string
}): ReactElement {
  const language = useLanguage()
  const [time, setTime] = useState(now)
  useInterval(() => setTime(now()), 20_000, { autoInvoke: true })
  const left = Date.parse(at) - time
  const [unit, size] = steps.find(([, each]) => Math.abs(left) >= each) ?? (['minute', minute] as const)
  const text = new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(Math.trunc(left / size), unit)
  return (
    <Text span inherit {...(left < 0 ? { c: 'var(--mantine-color-error)', fw: 700 } : {})} title={at}>
      {left < 0 ? past(text) : text}
    </Text>
  )
}
