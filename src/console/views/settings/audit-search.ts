import type { AuditEntry, AuditFilters } from '../../api/administration.ts'
import { settings } from '../../words/en/settings.ts'

type AuditKind = AuditEntry['kind']

/** What the audit log is searched by, as the address says it: named as the API names it. */
export interface AuditSearch {
  readonly kind?: AuditKind
  readonly author?: string
  readonly policy?: string
  readonly subject?: string
  readonly from?: string
  readonly to?: string
}

export const auditTexts = ['author', 'policy', 'subject'] as const

/** Every act that is logged: each has a name in every language. */
export const auditKinds = Object.keys(settings.kinds) as readonly AuditKind[]

/** What of an address the log can be searched by; anything else is left out. */
export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const kind = auditKinds.find((each) => each === search['kind'])
  const texts = [...auditTexts, 'from', 'to'].flatMap((name) => {
    const value = search[name]
    // The address has a name that is all digits as a number.
    const text = typeof value === 'number' ? String(value) : value
    return typeof text === 'string' && text !== '' ? [[name, text]] : []
  })
  return { ...(kind === undefined ? {} : { kind }), ...Object.fromEntries(texts) }
}

/** The same as the API is asked. */
export function auditFilters({ kind, ...exact }: AuditSearch): AuditFilters {
  return { ...exact, ...(kind === undefined ? {} : { kind: [kind] }) }
}
