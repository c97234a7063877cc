import { useState } from 'react'

/** What stands in the fields of a search until it is searched; it follows the address when that changes, and the focus stays. */
export function useSearchDraft<Search, Draft>(
  search: Search,
  draftOf: (search: Search) => Draft,
): readonly [Draft, (name: keyof Draft, value: string) => void] {
  const [draft, setDraft] = useState(() => draftOf(search))
  const searched = JSON.stringify(search)
  const [followed, setFollowed] = useState(searched)
  if (followed !== searched) {
    setFollowed(searched)
    setDraft(draftOf(search))
  }
  return [draft, (name, value) => setDraft((before) => ({ ...before, [name]: value }))]
}
