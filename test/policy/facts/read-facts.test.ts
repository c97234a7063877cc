import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { Rational } from '../../../src/money/rational.ts'
import { readGivenFacts } from '../../../src/policy/facts/read-facts.ts'
import type { Value } from '../../../src/policy/model/value.ts'
import { policyWithFacts } from './policy-with-facts.ts'

const policy = policyWithFacts({
  tier: { type: 'string' },
  'order.id': { type: 'string', presence: 'required' },
  'order.status': { type: 'enum', values: ['pending', 'in_progress', 'partial'], presence: 'required' },
  'order.charge': { type: 'decimal', from: 'order' },
  'order.remains': { type: 'integer' },
  'order.placed_at': { type: 'timestamp' },
  'order.valid_on': { type: 'date' },
  'parcel.fee': { type: 'decimal', minimum: Rational.zero, maximum: Rational.of('99.50') },
  'parcel.days': { type: 'integer', minimum: Rational.zero },
  'account.id': { type: 'string', presence: 'required' },
  'account.fraud_suspected': { type: 'boolean' },
  'history.claims_30d': { type: 'integer', from: 'history' },
  'history.credited': { type: 'decimal', from: 'history' },
})

function read(json: unknown): Record<string, Value | string> {
  const { facts, errors } = readGivenFacts(policy, json)
  if (errors.length > 0) throw new Error(errors.map((error) => `${error.pointer} ${error.message}`).join('\n'))
  return Object.fromEntries(
    [...facts].map(([name, value]) => [name, value instanceof Rational ? value.toDecimal() : value]),
  )
}

function faults(json: unknown) {
  return readGivenFacts(policy, json).errors
}

function order(fact: string, value: unknown): unknown {
  return { order: { [fact]: value } }
}

describe('facts of a request', () => {
  it('are nested in JSON and dotted by name', () => {
    expect(
      read({
        tier: 'gold',
        order: {
          id: 'o-1',
          status: 'partial',
          charge: '0.27819',
          remains: '157',
          placed_at: '2026-02-06T10:30:00+02:00',
          valid_on: '2026-02-28',
        },
        account: { id: 'a-1', fraud_suspected: false },
      }),
    ).toEqual({
      tier: 'gold',
      'order.id': 'o-1',
      'order.status': 'partial',
      'order.charge': '0.27819',
      'order.remains': '157',
      'order.placed_at': Date.parse('2026-02-06T08:30:00Z'),
      'order.valid_on': '2026-02-28',
      'account.id': 'a-1',
      'account.fraud_suspected': false,
    })
  })

  it('that are null are the same as absent, whole groups too', () => {
    expect(read({ tier: null, order: { remains: null }, account: null })).toEqual({})
  })

  it.each([
    ['0.27819', '0.27819'],
    ['-12.50', '-12.5'],
    ['10.00', '10'],
    ['0.10029597233', '0.10029597233'],
    ['123456789012345678901234.123456789012345678901234', '123456789012345678901234.123456789012345678901234'],
    [0.27819, '0.27819'],
    [1e-7, '0.0000001'],
    [-1.5e-9, '-0.0000000015'],
    [1.25e22, '12500000000000000000000'],
    [123456789.012345, '123456789.012345'],
    [-0, '0'],
  ])('decimals come as text or as a JSON number of at most 15 significant digits: %p', (given, expected) => {
    expect(read(order('charge', given))).toEqual({ 'order.charge': expected })
  })

  it('a JSON number of more than 15 significant digits is refused with the advice to quote it', () => {
    const [fault] = faults(order('charge', 0.1 + 0.2))
    expect(fault).toMatchObject({
      fact: 'order.charge',
      pointer: '/order/charge',
      accepted: expect.stringContaining('quotes'),
    })
    expect(fault?.message).toContain('0.30000000000000004')
  })

  it.each([
    ['fee', '-0.01', 'parcel.fee: "-0.01" is below the minimum of 0', 'at least 0 and at most 99.5'],
    ['fee', 99.51, 'parcel.fee: 99.51 is above the maximum of 99.5', 'at least 0 and at most 99.5'],
    ['days', -1, 'parcel.days: -1 is below the minimum of 0', 'at least 0'],
  ])('a number beyond the bounds of %s is refused, and both are named: %p', (fact, given, message, accepted) => {
    expect(faults({ parcel: { [fact]: given } })).toMatchObject([
      { message, accepted: expect.stringContaining(accepted) },
    ])
  })

  it('a bound itself is accepted', () => {
    expect(read({ parcel: { fee: '99.50', days: 0 } })).toEqual({ 'parcel.fee': '99.5', 'parcel.days': '0' })
  })

  it.each([
    ['+50'],
    ['1e3'],
    ['.5'],
    ['5.'],
    ['01'],
    [' 1'],
    ['1,5'],
    [''],
    ['Unknown'],
    ['1'.repeat(25)],
    [`0.${'1'.repeat(25)}`],
    [1e24],
    [1e-25],
    [true],
    [[1]],
    [{}],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
  ])('%p is no decimal', (given) => {
    expect(faults(order('charge', given))).toEqual([
      expect.objectContaining({ fact: 'order.charge', pointer: '/order/charge' }),
    ])
  })

  it.each([
    [157, '157'],
    ['157', '157'],
    ['-50', '-50'],
    [-50, '-50'],
    [1e3, '1000'],
    ['-0', '0'],
    ['900719925474099301', '900719925474099301'],
  ])('integers come as JSON integer or digit text with optional minus: %p', (given, expected) => {
    expect(read(order('remains', given))).toEqual({ 'order.remains': expected })
  })

  it.each([['+50'], ['Unknown'], ['1.0'], [1.5], [2 ** 53], ['1'.repeat(25)], ['007'], [' 1'], [true], ['']])(
    '%p is no integer',
    (given) => {
      expect(faults(order('remains', given))).toEqual([expect.objectContaining({ fact: 'order.remains' })])
    },
  )

  it('an error names the fact, the value and what is accepted', () => {
    expect(faults(order('remains', '+50'))).toEqual([
      {
        fact: 'order.remains',
        pointer: '/order/remains',
        message: 'order.remains: "+50" is not an integer',
        accepted:
          'a whole number up to 9007199254740991, or up to 24 digits as text with an optional minus ("-50"); null or left out where it is not known',
      },
    ])
  })

  it('an enum value in a foreign spelling is an error that suggests the declared one', () => {
    expect(faults(order('status', 'Partial'))).toEqual([
      {
        fact: 'order.status',
        pointer: '/order/status',
        message: 'order.status: "Partial" is not one of its values (did you mean "partial"?)',
        accepted: 'one of "pending", "in_progress", "partial"',
      },
    ])
  })

  it.each([
    ['2026-02-06T10:30:00'],
    ['2026-02-06'],
    ['2026-02-30T10:30:00Z'],
    ['2026-02-06T24:00:00Z'],
    ['2026-02-06T10:30:60Z'],
    ['2026-02-06 10:30:00Z'],
    ['yesterday'],
    [1_770_373_800_000],
  ])('%p is no RFC 3339 timestamp with offset', (given) => {
    expect(faults(order('placed_at', given))).toEqual([expect.objectContaining({ fact: 'order.placed_at' })])
  })

  it.each([['2026-02-29'], ['2026-2-6'], ['06-02-2026'], ['2026-02-06T00:00:00Z'], [20260206]])(
    '%p is no date',
    (given) => {
      expect(faults(order('valid_on', given))).toEqual([expect.objectContaining({ fact: 'order.valid_on' })])
    },
  )

  it.each([['true'], [1], [0], ['']])('%p is no boolean', (given) => {
    expect(faults({ account: { fraud_suspected: given } })).toHaveLength(1)
  })

  it.each([[5], [true], ['line\nbreak'], ['\u0000'], ['\ud800'], ['x'.repeat(2001)]])(
    'a string is bounded text without control characters: %p',
    (given) => {
      expect(faults({ tier: given })).toEqual([expect.objectContaining({ fact: 'tier', pointer: '/tier' })])
    },
  )

  it('the length of a string counts characters, not code units', () => {
    expect(read({ tier: '😀'.repeat(2000) })).toEqual({ tier: '😀'.repeat(2000) })
    expect(faults({ tier: '😀'.repeat(2001) })).toHaveLength(1)
  })

  it('the keys of orders and accounts are never empty and stay short', () => {
    expect(faults({ order: { id: '' }, account: { id: 'x'.repeat(201) } }).map(({ fact }) => fact)).toEqual([
      'account.id',
      'order.id',
    ])
    expect(read({ tier: '' })).toEqual({ tier: '' })
  })

  it.each([
    ['o-1 ', 'a blank behind it'],
    ['\u00a0o-1', 'a blank before it'],
    ['o-1\u200b', 'a character without width'],
    ['o\u00ad-1', 'a soft hyphen'],
    ['cafe\u0301', 'an accent apart from its letter'],
    ['\u202eo-1', 'a change of direction'],
  ])('a key that looks like another one is refused, or that order would be paid twice: %j, %s', (id) => {
    const [fault] = faults({ order: { id }, tier: id })
    expect(fault).toMatchObject({ fact: 'order.id', message: expect.stringContaining('looks like another text') })
    expect(read({ tier: id })).toEqual({ tier: id })
  })

  it.each(['caf\u00e9', '2nd floor, seat 4/b', '注文 12', '#😀'])('a key may be any other text: %s', (id) => {
    expect(read({ order: { id } })).toEqual({ 'order.id': id })
  })

  it('an undeclared fact is an error that suggests a near name', () => {
    expect(faults({ order: { remain: 5 } })).toEqual([
      {
        fact: 'order.remain',
        pointer: '/order/remain',
        message: 'order.remain is not declared: did you mean order.remains?',
        accepted: 'in order: charge, id, placed_at, remains, status, valid_on',
      },
    ])
    expect(faults({ ordre: {} })[0]?.message).toBe('ordre is not declared: did you mean order?')
    expect(faults({ 'order.status': 'partial' })[0]?.message).toContain('nested objects')
  })

  it('a history fact may not be carried by a request', () => {
    expect(faults({ history: { claims_30d: 0, credited: null } }).map(({ message }) => message)).toEqual([
      "history.claims_30d comes from the service's own records and may not be given",
      "history.credited comes from the service's own records and may not be given",
    ])
    expect(faults({ history: {} })).toHaveLength(1)
    expect(faults({ history: null })).toHaveLength(1)
  })

  it.each([[null], [undefined], [[]], ['{}'], [7]])('%p is not an object of facts', (json) => {
    expect(faults(json)).toEqual([expect.objectContaining({ fact: '', pointer: '' })])
  })

  it('a group that is not an object and a fact that is one are errors', () => {
    expect(faults({ order: 'o-1', tier: { name: 'gold' } }).map(({ message }) => message)).toEqual([
      'order: "o-1" is not an object',
      'tier: an object is not text',
    ])
  })

  it('all errors are reported at once, sorted by fact', () => {
    const found = faults({ tier: 1, order: { status: 'Partial', remains: '+50' }, account: { fraud_suspected: 'no' } })
    expect(found.map(({ fact }) => fact)).toEqual(['account.fraud_suspected', 'order.remains', 'order.status', 'tier'])
  })

  it('keys that objects inherit are undeclared facts and touch no prototype', () => {
    const json: unknown = JSON.parse(
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}, "order": {"toString": 1}}',
    )
    expect(faults(json).map(({ fact }) => fact)).toEqual(['__proto__', 'constructor', 'order.toString'])
    expect({}).not.toHaveProperty('polluted')
  })

  it('too wide and too deep objects are one error each', () => {
    const wide = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`f${index}`, 1]))
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)
    expect(faults({ order: wide })).toEqual([
      expect.objectContaining({ fact: 'order', accepted: 'at most 200 members' }),
    ])
    expect(faults(deep)).toHaveLength(1)
  })

  it('a long value or key is shortened in the message', () => {
    const [fault] = faults({ ['k'.repeat(10_000)]: 1 })
    expect((fault?.message ?? '').length + (fault?.pointer ?? '').length).toBeLessThan(400)
    expect(faults({ order: { status: 'v'.repeat(10_000) } })[0]?.message.length).toBeLessThan(200)
  })

  it('whatever is sent, the answer is facts or errors, never an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (json, member) => {
        for (const candidate of [json, { order: member }, { order: { charge: member, remains: member, id: member } }]) {
          const { facts, errors } = readGivenFacts(policy, candidate)
          expect(facts.size + errors.length).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})
