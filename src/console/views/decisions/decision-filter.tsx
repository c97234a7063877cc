import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { given } from '../../api/given.ts'
import { SearchField } from '../../parts/search-field.tsx'
import { SearchForm } from '../../parts/search-form.tsx'
import { useSearchDraft } from '../../parts/use-search-draft.ts'
import { instantOf, localTime } from '../../time/local-time.ts'
import { useWords } from '../../words/use-words.ts'
import { type DecisionSearch, isSearched, textFilters } from './search.ts'

type Draft = Readonly<Record<(typeof textFilters)[number] | 'version' | 'from' | 'to', string>>

/** What to search by. It is searched when one says so, and stands in the address. */
export function DecisionFilter({ search }: { readonly search: DecisionSearch }): ReactElement {
  const { decisions: words } = useWords()
  const navigate = useNavigate()
  const [draft, change] = useSearchDraft(search, draftOf)
  const field = (name: keyof Draft, type: 'text' | 'datetime-local' | 'number' = 'text'): ReactElement => (
    <SearchField
      key={name}
      type={type}
      label={words.filters[name]}
      value={draft[name]}
      onChange={(value) => change(name, value)}
    />
  )
  return (
    <SearchForm
      onSearch={() => void navigate({ to: '/decisions', search: searchOf(draft) })}
      onClear={isSearched(search) ? () => void navigate({ to: '/decisions', search: {} }) : null}
    >
      {textFilters.map((name) => field(name))}
      {field('version', 'number')}
      {field('from', 'datetime-local')}
      {field('to', 'datetime-local')}
    </SearchForm>
  )
}

function draftOf(search: DecisionSearch): Draft {
  const { order = '', account = '', outcome = '', clause = '', rule = '', policy_version, from, to } = search
  const version = policy_version === undefined ? '' : String(policy_version)
  return { order, account, outcome, clause, rule, version, from: localTime(from), to: localTime(to) }
}

function searchOf({ version, from, to, ...texts }: Draft): DecisionSearch {
  const written = Object.entries(texts).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]]))
  return {
    ...Object.fromEntries(written),
    ...(/^[1-9]\d{0,8}$/u.test(version) ? { policy_version: JSON.parse(version) as number } : {}),
    ...given({ from: instantOf(from), to: instantOf(to) }),
  }
}
