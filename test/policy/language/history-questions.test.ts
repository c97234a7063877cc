import { describe, expect, it } from '@jest/globals'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { policyText, withFacts } from '../parse/policy-text.ts'

const subject =
  'subject: { order: order.id, account: account.id, charge: order.charge, currency: order.currency, part: item.id }\n'

/** The question of one history fact, and what the section that reads it reads. */
function asked(count: string) {
  const { policy, diagnostics } = parsePolicy(
    policyText({
      ...withFacts(
        `  item.id: { type: string }\n  item.kind: { type: string, optional: true }\n  history.x: { type: integer, from: history, count: { ${count} } }\n`,
      ),
      subject,
      derived: 'derived: { since: "add_days(order.at, -3)" }\n',
      default: 'default: { outcome: deny, message: "{history.x} {since}" }\n',
    }),
  )
  if (policy === null) throw new Error(JSON.stringify(diagnostics))
  return { query: policy.facts.get('history.x')?.history, reads: policy.reads.refunds }
}

describe('a question to history', () => {
  it('may be about the part of the order that the request is about', () => {
    expect(asked('entries: claims, of: part').query).toMatchObject({ of: 'part' })
  })

  it('may be about all orders of the account but this one', () => {
    expect(asked('entries: credits, of: other_orders').query).toMatchObject({ of: 'other_orders' })
  })

  it.each([
    ['30 days', { milliseconds: 2_592_000_000 }],
    ['1 month', { months: 1 }],
    ['18 months', { months: 18 }],
    ['calendar_month', 'calendar_month'],
  ])('looks back %s', (within, expected) => {
    expect(asked(`entries: claims, within: ${within}`).query).toMatchObject({ within: expected })
  })

  it('may end before a derived value, and then reads the facts of it', () => {
    const { query, reads } = asked('entries: claims, before: since')
    expect(query).toMatchObject({ before: { kind: 'derived', name: 'since' } })
    expect(reads).toContain('order.at')
  })

  it('tells disputes apart by how they ended', () => {
    expect(asked('entries: disputes, where: { ended: withdrawn, outcome: none }').query).toMatchObject({
      where: { ended: 'withdrawn', outcome: 'none' },
    })
    expect(asked('entries: disputes, where: { ended: open }').query).toMatchObject({ where: { ended: 'open' } })
  })

  it('compares a fact of earlier entries with one of this request, which it then reads', () => {
    const { query, reads } = asked('entries: claims, within: 3 months, where: { item.kind: { fact: item.kind } }')
    expect(query).toMatchObject({ where: { facts: new Map([['item.kind', 'item.kind']]) } })
    expect(reads).toContain('item.kind')
    const ofPart = asked('entries: claims, of: part, where: { item.id: { fact: item.kind }, kind: deny }').query
    expect(ofPart).toMatchObject({ where: { outcome: 'deny', facts: new Map([['item.id', 'item.kind']]) } })
  })

  it('compares a fact of earlier entries with a value, and then reads no fact for it', () => {
    const { query, reads } = asked('entries: claims, of: order, where: { item.kind: sealed, kind: deny }')
    expect(query).toMatchObject({
      where: { outcome: 'deny', values: new Map([['item.kind', 'sealed']]), facts: new Map() },
    })
    expect(reads).not.toContain('item.kind')
  })
})
