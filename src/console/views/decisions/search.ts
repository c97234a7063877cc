/** What the list of decisions is searched by, as the address says it: named as the API names it. */
export interface DecisionSearch {
  readonly order?: string
  readonly account?: string
  readonly outcome?: string
  readonly clause?: string
  readonly rule?: string
  readonly policy_version?: number
  readonly from?: string
  readonly to?: string
}

export const textFilters = ['order', 'account', 'outcome', 'clause', 'rule'] as const

/** What of an address can be searched by; anything else is left out. */
export function readDecisionSearch(given: Record<string, unknown>): DecisionSearch {
  const texts = Object.fromEntries(
    [...textFilters, 'from', 'to'].flatMap((name) => {
      const value = given[name]
      const text = typeof value === 'number' ? String(value) : value
      return typeof text === 'string' && text !== '' ? [[name, text]] : []
    }),
  )
  const version = given['policy_version']
  return { ...texts, ...(typeof version === 'number' && version >= 1 ? { policy_version: version } : {}) }
}

/** Whether anything is searched by. */
export function isSearched(search: DecisionSearch): boolean {
  return Object.keys(search).some((name) => name !== 'policy')
}
