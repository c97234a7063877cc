import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Json, type Panel, partial } from '../http/open-panel.ts'

/** What nobody else would say: found where it is kept, and only there. */
const words = {
  mail: 'zelda.qvist@example.org',
  engraving: 'ForZeldaQvist1987',
  claim: 'MyZeldaCup',
  dispute: 'ZeldaNeverGotIt',
  note: 'ZeldaPhonedUs',
  reason: 'ZeldaQvistAskedFor',
  size: 'ZeldaSize44',
} as const

/** Every personal value that the shop is told of the account a-1. */
export const personalWords: readonly string[] = Object.values(words)

/** A mail of another account. */
export const othersMail = 'gustav.mahlberg@example.org'

/** What was decided before the erasure. */
export interface Shop {
  readonly broken: Json
  /** The body of the request for it, under the key `k-1`. */
  readonly brokenRequest: object
  readonly waiting: Json
}

/** Publishes the policy and uses every operation that takes personal words, for one account. */
export async function useShop({ post, put, running }: Panel): Promise<Shop> {
  const body = readFileSync(join(import.meta.dirname, 'keepsakes.yaml'), 'utf8')
  const published = await running.send('POST', '/v1/policies/keepsakes/versions?reason=new', {
    headers: { 'Content-Type': 'application/yaml', 'If-None-Match': '*' },
    body,
  })
  if (published.status !== 201) throw new Error(published.text)
  const send = async (path: string, json: object, key?: string): Promise<Json> => {
    const headers = key === undefined ? {} : { 'Idempotency-Key': key }
    const answer = await post(path, json, { headers })
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`)
    return answer.json
  }
  const policy = 'keepsakes'
  const order = { paid: '10.00', currency: 'EUR', engraving: words.engraving, size: 'L' }
  await put('/v1/orders/o-1?policy=keepsakes', { facts: { order: { id: 'o-1', ...order }, buyer: { id: 'a-1' } } })
  const brokenRequest = claimOf('o-1', 'broken', { order: { paid: '9.00', size: words.size } })
  const broken = await send('/v1/decisions', brokenRequest, 'k-1')
  const lost = await send('/v1/decisions', claimOf('o-2', 'lost', { order }))
  await send(`/v1/reviews/${String(lost['id'])}/extension`, { due_by: '2026-03-09T12:00:00Z', reason: words.reason })
  await send(`/v1/reviews/${String(lost['id'])}/resolution`, { outcome: 'approve', note: words.note })
  await send(`/v1/decisions/${String(broken['id'])}/reopen`, { reason: words.reason })
  const waiting = await send('/v1/decisions', claimOf('o-3', 'lost', { order }))
  await send('/v1/orders/o-1/corrections?policy=keepsakes', {
    facts: { order: { engraving: `${words.engraving}!` } },
    reason: words.reason,
  })
  await send('/v1/orders/o-1/charges?policy=keepsakes', { reference: 'p-2', amount: '1.00', reason: words.reason })
  await send('/v1/orders/o-1/credits?policy=keepsakes', {
    reference: 'c-1',
    amount: '0.50',
    currency: 'EUR',
    method: 'card',
    reason: words.reason,
  })
  await send('/v1/accounts/a-1/adjustments', { amount: '3.00', currency: 'EUR', reason: words.reason }, 'k-2')
  await send('/v1/disputes', {
    provider_id: 'dp-1',
    kind: 'chargeback',
    payment_reference: 'pay-1',
    account: 'a-1',
    policy,
    amount: '10.00',
    currency: 'EUR',
    opened_at: '2026-03-01T10:00:00Z',
    facts: { dispute: { words: words.dispute } },
  })
  await send('/v1/accounts/a-1/standing', { standing: 'good', reason: words.reason })
  await send('/v1/decisions', {
    policy,
    facts: { order: { id: 'o-9', ...order, engraving: '' }, buyer: { id: 'a-2', mail: othersMail } },
  })
  await send('/v1/decisions', { facts: partial('o-8') }, 'k-8')
  return { broken, brokenRequest, waiting }
}

/** A claim of the account a-1, in its own words. */
export function claimOf(
  order: string,
  reason: 'broken' | 'lost',
  { order: facts = {}, item = order }: { readonly order?: object; readonly item?: string } = {},
): object {
  const buyer = { id: 'a-1', mail: words.mail }
  return {
    policy: 'keepsakes',
    facts: { order: { id: order, ...facts }, buyer, claim: { reason, words: words.claim }, item: { id: item } },
  }
}
