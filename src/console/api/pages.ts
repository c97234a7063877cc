import { infiniteQueryOptions } from '@tanstack/react-query'

/** Which page of a list is asked for. */
export interface PageAsked {
  readonly limit: number
  /** Where the page before ended; left out for the first. */
  readonly cursor?: string
}

const itemsOfPage = 50

/** A list that is read page by page, and kept under the key. */
export function pagesQuery<Key extends readonly unknown[], Page extends { readonly next_cursor: string | null }>(
  key: Key,
  read: (page: PageAsked, signal: AbortSignal) => Promise<Page>,
) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      read({ limit: itemsOfPage, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })
}
