import { expect } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import { units } from './units.ts'

const severity = ['good', 'warned', 'suspended', 'terminated', 'banned']
const ruledBy = { none: 0, warn: 1, suspend: 2, terminate: 3, ban: 4 }
/** As the texts of these sequences say: null keeps what was ruled. */
const endings = { won: null, lost: 1, withdrawn: 0 }

interface Dispute {
  readonly order: string | null
  readonly status: 'open' | 'won' | 'lost' | 'withdrawn'
  readonly isInquiry: boolean
  readonly chargedBack: bigint
  readonly ruled: number
  readonly ended: number | null
  readonly lifted: number | null
}

/** The standing is the worst that a dispute contributes; open ones and what lost ones took are what their entries say. */
export function checkDisputes(entries: readonly Entry[]): void {
  const disputes = new Map<string, Dispute>()
  const actions = new Set<string>()
  for (const entry of entries) {
    const id = entry.kind === 'dispute_opened' ? entry.id : 'dispute' in entry.request ? entry.request.dispute : null
    const known = id === null ? undefined : disputes.get(id)
    if (id !== null) disputes.set(id, disputeAfter(known, entry))
    if (entry.kind === 'standing_lifted') {
      const to = severity.indexOf(entry.result.standing)
      for (const [name, dispute] of disputes) {
        if (contributed(dispute) > to) disputes.set(name, { ...dispute, lifted: to })
      }
    }
    if (entry.kind === 'dispute_opened' || entry.kind === 'dispute_amended') {
      for (const { name, parameters } of entry.result.actions) {
        const action = JSON.stringify([id, name, parameters])
        expect(actions.has(action)).toBe(false)
        actions.add(action)
      }
    }
    checkAgainst(entry, [...disputes.values()])
  }
}

function checkAgainst(entry: Entry, disputes: readonly Dispute[]): void {
  const open = disputes.filter(({ status, isInquiry }) => status === 'open' && !isInquiry)
  const { standing, open_disputes, order } = entry.state
  expect(standing).toBe(severity[Math.max(0, ...disputes.map(contributed))])
  expect(open_disputes).toBe(open.length)
  if (entry.order === null || order === null) return
  const { id } = entry.order
  expect(order.open_chargebacks).toBe(open.filter((dispute) => dispute.order === id).length)
  for (const dispute of disputes) {
    expect(dispute.chargedBack >= 0n).toBe(true)
    if (dispute.status === 'won' || dispute.status === 'withdrawn') expect(dispute.chargedBack).toBe(0n)
  }
}

function disputeAfter(before: Dispute | undefined, entry: Entry): Dispute {
  switch (entry.kind) {
    case 'dispute_opened':
      return {
        order: entry.order?.id ?? null,
        status: 'open',
        isInquiry: entry.request.kind === 'inquiry',
        chargedBack: units(entry.result.effect.charged_back),
        ruled: ruledBy[entry.result.outcome],
        ended: null,
        lifted: null,
      }
    case 'dispute_amended': {
      const { effect, outcome } = entry.result
      const known = taken(before, effect.charged_back)
      const isInquiry = entry.request.notice.kind === 'inquiry'
      const isWorse = ruledBy[outcome] > known.ruled
      const ruled = isWorse ? { ruled: ruledBy[outcome], lifted: null } : {}
      const opensAgain = known.status !== 'open' && known.isInquiry !== isInquiry
      const reopened = effect.ended === 'keeps' || opensAgain || effect.open === 1
      return { ...known, isInquiry, ...ruled, ...(reopened ? { status: 'open' as const, ended: null } : {}) }
    }
    case 'dispute_closed': {
      const { effect, outcome, stated } = entry.result
      const known = taken(before, effect.charged_back)
      if (stated !== null) expect(known.chargedBack).toBe(units(stated.amount))
      if (known.status === outcome) return known
      const ended = endings[outcome]
      const isNews = ended !== known.ended && ended !== null && ended !== 0
      return { ...known, status: outcome, ended, lifted: isNews ? null : known.lifted }
    }
    case 'dispute_reopened':
      return { ...taken(before, entry.result.effect.charged_back), status: 'open', ended: null }
    default:
      throw new Error(`${entry.id} is about no dispute`)
  }
}

function taken(before: Dispute | undefined, chargedBack: string): Dispute {
  if (before === undefined) throw new Error('a dispute begins with the entry that opened it')
  return { ...before, chargedBack: before.chargedBack + units(chargedBack) }
}

function contributed({ ruled, ended, lifted }: Dispute): number {
  const standing = ended ?? ruled
  return lifted === null ? standing : Math.min(standing, lifted)
}
