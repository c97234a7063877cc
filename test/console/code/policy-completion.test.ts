import { describe, expect, it } from '@jest/globals'
import { schemaPlace } from '../../../src/console/code/schema-walk.ts'
import { yamlPlace } from '../../../src/console/code/yaml-place.ts'
import { policySchema } from '../../../src/policy/schema/policy-schema.ts'

describe('where in a text one writes', () => {
  it.each<readonly [string, string, readonly string[], 'key' | 'value', string]>([
    ['at the top', 'name: x\nti', [], 'key', 'ti'],
    ['in a map', 'money:\n  rou', ['money'], 'key', 'rou'],
    ['at a value', 'money:\n  rounding: ha', ['money', 'rounding'], 'value', 'ha'],
    ['in an item', 'refunds:\n  - id: a\n    wh', ['refunds', '*'], 'key', 'wh'],
    ['in a new item', 'refunds:\n  - id: a\n  - i', ['refunds', '*'], 'key', 'i'],
    [
      'in an item as far left as its key',
      'refunds:\n- id: a\n  then:\n    out',
      ['refunds', '*', 'then'],
      'key',
      'out',
    ],
    ['in braces', 'refunds:\n  - id: a\n    when: { fact: x, op', ['refunds', '*', 'when'], 'key', 'op'],
    ['at a value in braces', 'facts:\n  a: { type: en', ['facts', 'a', 'type'], 'value', 'en'],
    ['in a list in braces', 'a: { b: [c, d', ['a', 'b', '*'], 'value', 'd'],
    ['after comments and empty lines', 'money:\n\n# so\n  sc', ['money'], 'key', 'sc'],
  ])('%s', (_where, text, path, writes, before) => {
    expect(yamlPlace(text)).toMatchObject({ path, writes, before })
  })
})

describe('what the schema says of a place', () => {
  it('names the keys of every form that a value may have, with what they mean', () => {
    const names = (path: readonly string[]) => schemaPlace(policySchema, path).keys.map(({ name }) => name)
    expect(names(['refunds', '*'])).toEqual(expect.arrayContaining(['id', 'off', 'when', 'then', 'cases']))
    expect(names(['refunds', '*', 'when'])).toEqual(expect.arrayContaining(['all', 'fact', 'operator', 'value']))
    expect(names(['tables', 'share'])).toEqual(expect.arrayContaining(['rows', 'unit', 'otherwise']))
    expect(schemaPlace(policySchema, ['money', 'rounding']).values).toContain('half_even')
    expect(schemaPlace(policySchema, ['refunds', '*', 'then', 'refund']).references).toContain('formula')
    expect(schemaPlace(policySchema, ['constants']).description).toMatch(/^Values with names/u)
  })
})
