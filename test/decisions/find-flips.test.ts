import { describe, expect, it } from '@jest/globals'
import type { Flip } from '../../src/decisions/flip.ts'
import { openDecisions } from './open-decisions.ts'

/** The rule's condition and its facts; the rest is a shop whose default refuses. */
function shop(when: string, facts: string): string {
  return `name: shop
title: { en: Shop, de: Laden }
languages: [en, de]
refund_methods: [card]
subject: { order: order.id, account: customer.id, charge: order.paid, currency: order.currency }
clauses:
  - { id: "1", title: { en: Refunds, de: Erstattung }, text: { en: Some are refunded., de: Manches wird erstattet. } }
  - { id: "2", title: { en: The rest, de: Der Rest }, text: { en: Nothing else., de: Sonst nichts. } }
facts:
  order.id: { type: string }
  customer.id: { type: string }
  order.paid: { type: decimal, from: order }
  order.currency: { type: string, from: order }
${facts}
refunds:
  - { id: paying, clause: "1", when: "${when}", then: { outcome: approve, refund: order.paid } }
default: { clause: "2", outcome: deny, reason: not_refundable }
`
}

const bought = '  order.bought_at: { type: timestamp, from: order, optional: true }'
const remains =
  '  order.remains: { type: integer, changeable: { en: the number that is missing, de: die fehlende Menge } }'
const opened = '  item.opened: { type: boolean, description: the seal is broken, changeable: true }'
const reason = '  claim.reason: { type: enum, values: [none, late, broken], changeable: true }'
const fixed = '  order.kind: { type: enum, values: [gift, usual] }'

interface Asked {
  readonly when: string
  readonly facts: readonly string[]
  readonly order?: object
  readonly more?: object
  readonly language?: string
}

async function flipsOf({ when, facts, order = {}, more = {}, language }: Asked): Promise<readonly Flip[]> {
  const { ask, decisions } = await openDecisions([shop(when, facts.join('\n'))])
  const { id, outcome } = await ask({
    order: { id: 'o-1', paid: '10.00', currency: 'EUR', ...order },
    customer: { id: 'c-1' },
    ...more,
  })
  expect(outcome).toBe('deny')
  return (await decisions.flips(id, language ?? null)).flips
}

describe('the smallest change that flips a denial', () => {
  it('is the nearest value beyond the bound of a condition, in the words that the policy has', async () => {
    const asked = { when: 'order.remains > 0', facts: [remains], order: { remains: 0 } }
    expect(await flipsOf(asked)).toEqual([
      {
        changes: [{ fact: 'order.remains', from: '0', to: '1' }],
        rule: 'paying',
        clause: '1',
        refund: { amount: '10.00', currency: 'EUR' },
        words: 'It would be refunded (€10.00) if the number that is missing were 1.',
      },
    ])
    const [german] = await flipsOf({ ...asked, language: 'de' })
    expect(german?.words).toBe('Es würde erstattet (10,00\u00a0€), wenn die fehlende Menge 1 wäre.')
  })

  it('is found through what follows from the fact', async () => {
    const [flip] = await flipsOf({
      when: 'order.remains * 3 + 2 >= 100',
      facts: [remains],
      order: { remains: 5 },
    })
    expect(flip?.changes).toEqual([{ fact: 'order.remains', from: '5', to: '33' }])
  })

  it('is another time of asking', async () => {
    const [flip, ...others] = await flipsOf({
      when: 'days_between(order.bought_at, now) <= 14',
      facts: [bought],
      order: { bought_at: '2026-02-13T12:00:00Z' },
    })
    expect(others).toEqual([])
    expect(flip).toMatchObject({
      changes: [{ fact: null, from: '2026-03-01T12:00:00.000Z', to: '2026-02-27T12:00:00.000Z' }],
      words: 'It would be refunded (€10.00) if it had been asked 2 days earlier.',
    })
    const [later] = await flipsOf({
      when: 'hours_between(order.bought_at, now) >= 24',
      facts: [bought],
      order: { bought_at: '2026-03-01T00:30:00Z' },
    })
    expect(later?.words).toBe('It would be refunded (€10.00) if it were asked 13 hours later.')
  })

  it('is a truth or a value of an enum; a fact that nobody can change is left as it is', async () => {
    const facts = [opened, reason, fixed]
    const given = { order: { kind: 'usual' }, more: { item: { opened: true }, claim: { reason: 'broken' } } }
    const [truth] = await flipsOf({ when: "not item.opened and claim.reason == 'broken'", facts, ...given })
    expect(truth?.words).toBe('It would be refunded (€10.00) if the seal is broken were no.')
    const [word] = await flipsOf({ when: "item.opened and claim.reason in ['late']", facts, ...given })
    expect(word?.changes).toEqual([{ fact: 'claim.reason', from: 'broken', to: 'late' }])
    expect(await flipsOf({ when: "order.kind == 'gift'", facts, ...given })).toEqual([])
  })

  it('is a pair where none alone is enough', async () => {
    const [flip] = await flipsOf({
      when: 'order.remains > 7 and not item.opened',
      facts: [remains, opened],
      order: { remains: 2 },
      more: { item: { opened: true } },
    })
    expect(flip?.changes).toEqual([
      { fact: 'order.remains', from: '2', to: '8' },
      { fact: 'item.opened', from: true, to: false },
    ])
  })

  it('is none for what was not denied', async () => {
    const { ask, decisions } = await openDecisions([shop('order.remains > 0', remains)])
    const order = { id: 'o-1', paid: '10.00', currency: 'EUR', remains: 3 }
    const { id } = await ask({ order, customer: { id: 'c-1' } })
    expect(await decisions.flips(id, null)).toEqual({ decision: id, flips: [] })
  })
})
