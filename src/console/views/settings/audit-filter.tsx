import { Select } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { given } from '../../api/given.ts'
import { SearchField } from '../../parts/search-field.tsx'
import { SearchForm } from '../../parts/search-form.tsx'
import { useSearchDraft } from '../../parts/use-search-draft.ts'
import { instantOf, localTime } from '../../time/local-time.ts'
import { useWords } from '../../words/use-words.ts'
import { type AuditSearch, auditKinds, auditTexts } from './audit-search.ts'

const anyKind = 'any'

type Draft = Readonly<Record<'kind' | (typeof auditTexts)[number] | 'from' | 'to', string>>

/** What the audit log is searched by. It is searched when one says so, and stands in the address. */
export function AuditFilter({ search }: { readonly search: AuditSearch }): ReactElement {
  const { settings: words } = useWords()
  const navigate = useNavigate()
  const [draft, change] = useSearchDraft(search, draftOf)
  const go = (next: AuditSearch): void => void navigate({ to: '/settings', search: { tab: 'audit', ...next } })
  const field = (name: Exclude<keyof Draft, 'kind'>, type: 'text' | 'datetime-local' = 'text'): ReactElement => (
    <SearchField
      key={name}
      type={type}
      label={words.auditFilters[name]}
      value={draft[name]}
      onChange={(value) => change(name, value)}
    />
  )
  return (
    <SearchForm onSearch={() => go(searchOf(draft))} onClear={Object.keys(search).length > 0 ? () => go({}) : null}>
      <Select
        size="sm"
        label={words.what}
        searchable
        data={[
          { value: anyKind, label: words.anyKind },
          ...auditKinds.map((value) => ({ value, label: words.kinds[value] })),
        ]}
        value={draft.kind}
        onChange={(next) => change('kind', next ?? anyKind)}
      />
      {auditTexts.map((name) => field(name))}
      {field('from', 'datetime-local')}
      {field('to', 'datetime-local')}
    </SearchForm>
  )
}

function draftOf({ kind, author = '', policy = '', subject = '', from, to }: AuditSearch): Draft {
  return { kind: kind ?? anyKind, author, policy, subject, from: localTime(from), to: localTime(to) }
}

function searchOf({ kind, from, to, ...texts }: Draft): AuditSearch {
  const written = Object.entries(texts).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]]))
  return {
    ...given({ kind: auditKinds.find((each) => each === kind), from: instantOf(from), to: instantOf(to) }),
    ...Object.fromEntries(written),
  }
}
