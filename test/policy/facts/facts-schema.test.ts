import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import * as fc from 'fast-check'
import { Rational } from '../../../src/money/rational.ts'
import { completeFacts } from '../../../src/policy/facts/complete-facts.ts'
import { factsSchema } from '../../../src/policy/facts/facts-schema.ts'
import { readGivenFacts } from '../../../src/policy/facts/read-facts.ts'
import { policyWithFacts } from './policy-with-facts.ts'

const sections = ['refunds', 'disputes'] as const

const policy = policyWithFacts(
  {
    tier: { type: 'string', description: 'Loyalty tier' },
    'order.id': { type: 'string', presence: 'required' },
    'order.status': { type: 'enum', values: ['pending', 'partial'], presence: 'required' },
    'order.charge': { type: 'decimal', from: 'order' },
    'order.fee': { type: 'decimal', presence: 'default', defaultValue: Rational.of('1.50') },
    'order.remains': { type: 'integer' },
    'order.placed_at': { type: 'timestamp' },
    'order.valid_on': { type: 'date' },
    'account.id': { type: 'string', presence: 'required' },
    'account.flagged': { type: 'boolean', presence: 'default', defaultValue: false },
    'account.detail.kind': { type: 'enum', values: ['a', 'b'] },
    'dispute.amount': { type: 'decimal', presence: 'required' },
    'history.claims_30d': { type: 'integer', from: 'history' },
  },
  {
    reads: {
      refunds: new Set(['tier', 'order.id', 'order.status', 'order.charge', 'account.id', 'history.claims_30d']),
      disputes: new Set(['account.id', 'dispute.amount']),
    },
  },
)

function validator(section: 'refunds' | 'disputes') {
  const ajv = new Ajv2020({ allowUnionTypes: true })
  addFormats.default(ajv)
  return ajv.compile(factsSchema(policy, section))
}

const scalars = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    '',
    'pending',
    'Partial',
    'a',
    '+50',
    '-50',
    '0.27819',
    0.27819,
    12,
    -3,
    1.5,
  ),
  fc.constantFrom<unknown>('1e3', '01', '-0', '-', '1.', 1e24, -1e24, 9.1e15, 1e21, '1'.repeat(24), '1'.repeat(25)),
  fc.constantFrom<unknown>(
    '2026-02-28T10:00:00Z',
    '2026-02-30T10:00:00Z',
    '2026-02-28',
    '2026-02-29',
    '2024-02-29t10:00:00.5+23:59',
  ),
  fc.constantFrom<unknown>(
    '0000-01-01',
    '2026-02-28T23:59:60Z',
    '2026-02-28 10:00:00Z',
    '\u0000',
    '\ud800',
    '😀',
    [],
    {},
  ),
  fc.constantFrom<unknown>('x'.repeat(200), 'x'.repeat(201), 'x'.repeat(2000), 'x'.repeat(2001), '😀'.repeat(2000)),
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc
    .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.nat({ max: 6 }))
    .map(([digits, scale]) => digits / 10 ** scale),
)

const members: Readonly<Record<string, readonly string[]>> = {
  order: ['id', 'status', 'charge', 'fee', 'remains', 'placed_at', 'valid_on', 'undeclared'],
  account: ['id', 'flagged', 'detail'],
  dispute: ['amount'],
}

const sparse = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, scalars])), { requiredKeys: [] })

const requests = fc.record(
  {
    order: fc.oneof({ arbitrary: sparse(members['order'] ?? []), weight: 8 }, { arbitrary: scalars, weight: 1 }),
    account: fc.oneof(
      { arbitrary: sparse(members['account'] ?? []), weight: 4 },
      { arbitrary: fc.record({ id: fc.constant('a-1'), detail: fc.record({ kind: scalars }) }), weight: 4 },
    ),
    dispute: fc.oneof(sparse(members['dispute'] ?? []), scalars),
    tier: scalars,
    history: fc.record({ claims_30d: scalars }),
  },
  { requiredKeys: ['account'] },
)

const mostlyAbsent = fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, { arbitrary: scalars, weight: 1 })

const plausible = fc.record(
  {
    order: fc.record(
      {
        id: fc.constant('o-1'),
        status: fc.constantFrom('pending', 'partial', 'other'),
        charge: mostlyAbsent,
        remains: mostlyAbsent,
      },
      { requiredKeys: ['id', 'status'] },
    ),
    account: fc.record({ id: fc.constant('a-1'), flagged: mostlyAbsent }, { requiredKeys: ['id'] }),
    dispute: fc.record({ amount: fc.constantFrom<unknown>('5.00', 5, null) }),
  },
  { requiredKeys: ['order', 'account', 'dispute'] },
)

describe('the JSON Schema of a request’s facts', () => {
  it.each(sections)('accepts and refuses exactly what the reader accepts and refuses: %s', (section) => {
    const validate = validator(section)
    const outcomes = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(fc.oneof(requests, plausible), (json) => {
        const given = readGivenFacts(policy, json)
        const errors = [...given.errors, ...completeFacts(policy, section, given.facts, 0).errors]
        outcomes[errors.length === 0 ? 'accepted' : 'refused'] += 1
        expect({ valid: validate(json), json }).toEqual({ valid: errors.length === 0, json })
      }),
      { numRuns: 2000 },
    )
    expect(outcomes.accepted).toBeGreaterThan(20)
    expect(outcomes.refused).toBeGreaterThan(20)
  })

  it('says what it cannot check: the significant digits of a JSON number', () => {
    const facts = { order: { id: 'o', status: 'partial', charge: 0.1 + 0.2 }, account: { id: 'a' } }
    expect(validator('refunds')(facts)).toBe(true)
    expect(readGivenFacts(policy, facts).errors).toHaveLength(1)
    expect(JSON.stringify(factsSchema(policy, 'refunds'))).toContain('at most 15 significant digits')
  })

  it('nests objects, closes them, and carries descriptions, defaults and enums', () => {
    const schema = factsSchema(policy, 'refunds')
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:refund-policy:shop:refunds:facts',
      additionalProperties: false,
      required: ['account', 'order'],
      properties: {
        tier: { description: 'Loyalty tier.', type: ['string', 'null'] },
        order: {
          type: 'object',
          additionalProperties: false,
          required: ['id', 'status'],
          properties: { status: { type: 'string', enum: ['pending', 'partial'] }, fee: { default: '1.5' } },
        },
        dispute: { type: ['object', 'null'], required: [] },
      },
    })
    expect(JSON.stringify(schema)).not.toContain('claims_30d')
    expect(JSON.stringify(schema)).not.toContain('"description":""')
    expect(JSON.stringify(schema)).toContain('later ones may leave it out')
  })
})
