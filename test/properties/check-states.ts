import { expect } from '@jest/globals'
import { canonicalJson } from '../../src/fingerprint/canonical-json.ts'
import type { Entry } from '../../src/journal/entry.ts'

/**
 * Claims, approvals and denials of claims count once for each state of a part, whatever comes between; and
 * what a person denied in a state is not credited by itself in that state.
 */
export function checkStates(entries: readonly Entry[]): void {
  const counted = new Set<string>()
  const isNews = (thing: string, state: string): boolean => {
    const name = `${thing} ${state}`
    const isNew = !counted.has(name)
    counted.add(name)
    return isNew
  }
  let denied: string | null = null
  for (const entry of entries) {
    if (entry.kind === 'review_resolved' && entry.result.settled_overlap === null) {
      const asked = entries.find(({ id }) => id === entry.request.asked_by?.id)
      const state = stateIn(asked)
      const { outcome } = entry.result
      const isClaim = asked?.kind === 'decision' && asked.request.claim !== null
      expect(entry.result.counted).toBe((outcome === 'approve' || isClaim) && isNews(outcome, state))
      denied = entry.result.denies ? state : null
    }
    if (entry.kind !== 'decision') continue
    const state = stateIn(entry)
    const { outcome } = entry.result
    const isClaim = (entry.confidential?.facts?.['claim.reason'] ?? 'none') !== 'none'
    expect(entry.request.claim).toBe(isClaim ? (isNews('claim', state) ? 'counted' : 'repeated') : null)
    const isWord = outcome === 'approve' || (outcome === 'deny' && isClaim)
    expect(entry.result.counted).toBe(isWord && isNews(outcome, state))
    if (state === denied) expect(outcome).not.toBe('approve')
  }
}

function stateIn(entry: Entry | undefined): string {
  return canonicalJson(entry?.confidential?.memory?.state ?? null)
}
