import { Group, SegmentedControl, TextInput } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useWords } from '../../words/use-words.ts'
import { ranges } from './search.ts'

const route = getRouteApi('/overview')

/** Chooses the days that are shown: the last so many, or from one to another. It stands in the address. */
export function RangePicker({ shown }: { readonly shown: { readonly days: readonly string[] } }): ReactElement {
  const { overview: words } = useWords()
  const { days = 30, from, to, policy, time_zone } = route.useSearch()
  const navigate = useNavigate()
  const [first = '', last = first] = [shown.days[0], shown.days.at(-1)]
  const isOwn = from !== undefined && to !== undefined
  const field = (label: string, value: string, change: (day: string) => { from: string; to: string }): ReactElement => (
    <TextInput
      type="date"
      size="xs"
      aria-label={label}
      value={value}
      onChange={({ currentTarget: { value: day } }) =>
        day !== '' && void navigate({ to: '/overview', search: { policy, time_zone, ...change(day) } })
      }
    />
  )
  return (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={words.range}
        data={ranges.map((value) => ({ value: String(value), label: words.days(value) }))}
        value={isOwn ? '' : String(days)}
        onChange={(next) =>
          void navigate({
            to: '/overview',
            search: { policy, time_zone, days: ranges.find((each) => String(each) === next) },
          })
        }
      />
      <Group gap={4} wrap="nowrap">
        {field(words.from, first, (day) => ({ from: day, to: day > last ? day : last }))}
        {field(words.to, last, (day) => ({ from: day < first ? day : first, to: day }))}
      </Group>
    </Group>
  )
}
