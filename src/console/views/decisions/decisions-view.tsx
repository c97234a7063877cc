import { Switch } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { decisionsQuery } from '../../api/decisions.ts'
import { given } from '../../api/given.ts'
import { Answered } from '../../parts/answered.tsx'
import { DecisionRows } from '../../parts/decision-rows.tsx'
import { DocsLink } from '../../parts/docs-link.tsx'
import { EmptyNote } from '../../parts/empty-note.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/use-words.ts'
import { DecisionFilter } from './decision-filter.tsx'
import { isSearched } from './search.ts'

const route = getRouteApi('/decisions')

/** Milliseconds between two looks for new decisions while one follows them. */
const followEvery = 3000

/** Finds decisions, newest first; follows new ones where one likes. */
export function DecisionsView(): ReactElement {
  const { decisions: words } = useWords()
  const search = route.useSearch()
  const [follows, follow] = useState(false)
  const query = useInfiniteQuery(decisionsQuery(given(search), follows ? followEvery : false))
  return (
    <Page
      title={words.title}
      aside={
        <Switch
          label={words.follow}
          checked={follows}
          onChange={({ currentTarget }) => follow(currentTarget.checked)}
        />
      }
    >
      <DecisionFilter search={search} />
      <Answered query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0 && !query.hasNextPage) return <NothingFound searched={isSearched(search)} />
          return <DecisionRows decisions={items} />
        }}
      </Answered>
      <MoreButton query={query} />
    </Page>
  )
}

function NothingFound({ searched }: { readonly searched: boolean }): ReactElement {
  const { decisions: words } = useWords()
  return searched ? (
    <EmptyNote title={words.nothingFound}>{words.nothingFoundText}</EmptyNote>
  ) : (
    <EmptyNote title={words.noneYet}>
      {words.noneYetText}
      <div>
        <DocsLink />
      </div>
    </EmptyNote>
  )
}
