import { Select } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type ReactElement, useMemo, useState } from 'react'
import { now } from '../../time/now.ts'
import { allZones, browserZone, offsetIn, rememberZone } from '../../time/time-zones.ts'
import { useWords } from '../../words/use-words.ts'

const route = getRouteApi('/overview')

/** Chooses whose days are counted. It stands in the address, and the browser remembers it. */
export function ZonePicker({ timeZone }: { readonly timeZone: string }): ReactElement {
  const { overview: words } = useWords()
  const search = route.useSearch()
  const navigate = useNavigate()
  const [wasOpened, setWasOpened] = useState(false)
  // Asking for the offsets of all of them takes a moment.
  const zones = useMemo(() => {
    const names = wasOpened ? [...new Set([...allZones(), timeZone])] : [timeZone]
    const own = browserZone()
    return names.map((value) => {
      const [name, offset] = [value.replaceAll('_', ' '), offsetIn(value, now())]
      const label = value === 'UTC' ? value : `${name} ${offset}`
      return { value, label: value === own ? words.ownZone(label) : label }
    })
  }, [wasOpened, timeZone, words])
  return (
    <Select
      size="xs"
      w={{ base: '100%', xs: 320 }}
      aria-label={words.timeZone}
      nothingFoundMessage={words.noSuchZone}
      searchable
      // Within the page's landmark, where a reader expects what belongs to the field.
      comboboxProps={{ withinPortal: false }}
      selectFirstOptionOnChange
      allowDeselect={false}
      data={zones}
      value={timeZone}
      onDropdownOpen={() => setWasOpened(true)}
      onChange={(next) => {
        if (next === null) return
        rememberZone(next)
        void navigate({ to: '/overview', search: { ...search, time_zone: next } })
      }}
    />
  )
}
