import type { FeedItem, FeedStore } from '../journal/feed-store.ts'
import type { Event } from './event.ts'
import { eventOfAudit } from './event-of-audit.ts'
import { eventOfEntry } from './event-of-entry.ts'
import type { EventPage, EventQuery, Events } from './events.ts'
import { createFeedWatch } from './feed-watch.ts'

/** So many are looked at for one page, whatever the filters let pass. */
const lookedAtForOnePage = 2000
/** So many are read in one step. */
const readAtOnce = 500

type EventStore = Pick<FeedStore, 'feedItems' | 'feedTail'>

/** The events of a store, from its feed. */
export function createEvents({ store }: { readonly store: EventStore }): Events {
  const watch = createFeedWatch(store)
  const waiting = new Set<AbortController>()
  let stopped = false

  const waitForMore = async (query: EventQuery, gone: AbortSignal | null): Promise<EventPage> => {
    const ending = new AbortController()
    const end = (): void => ending.abort()
    const timer = setTimeout(end, query.wait)
    gone?.addEventListener('abort', end)
    waiting.add(ending)
    try {
      let page = await readPage(store, query)
      while (page.items.length === 0 && !ending.signal.aborted) {
        await watch.grown(page.next_after, ending.signal)
        page = await readPage(store, { ...query, after: page.next_after })
      }
      return page
    } finally {
      clearTimeout(timer)
      gone?.removeEventListener('abort', end)
      waiting.delete(ending)
    }
  }

  return {
    read: (query, gone) =>
      query.wait > 0 && !stopped && gone?.aborted !== true ? waitForMore(query, gone ?? null) : readPage(store, query),
    stop: () => {
      stopped = true
      for (const ending of waiting) ending.abort()
    },
  }
}

async function readPage(
  store: EventStore,
  query: Pick<EventQuery, 'after' | 'types' | 'account' | 'limit'>,
): Promise<EventPage> {
  const items: Event[] = []
  const hasFilter = query.types !== null || query.account !== null
  let { after } = query
  for (let lookedAt = 0; lookedAt < lookedAtForOnePage; ) {
    const size = hasFilter ? readAtOnce : Math.min(readAtOnce, query.limit - items.length)
    const found = await store.feedItems(after, size)
    for (const item of found) {
      // A number before it that is not seen yet comes first.
      if (item.number !== after + 1) return { items, next_after: after }
      after = item.number
      const event = eventOf(item)
      if (passes(query, event)) items.push(event)
      if (items.length === query.limit) return { items, next_after: after }
    }
    lookedAt += size
    if (found.length < size) break
  }
  return { items, next_after: after }
}

function eventOf(item: FeedItem): Event {
  return 'entry' in item ? eventOfEntry(item.number, item.entry) : eventOfAudit(item.number, item.audit)
}

function passes({ types, account }: Pick<EventQuery, 'types' | 'account'>, event: Event): boolean {
  return (types === null || types.includes(event.type)) && (account === null || event.account === account)
}
