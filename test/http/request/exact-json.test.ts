import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { readJson } from '../../../src/http/request/read-json.ts'

const read = (text: string): unknown => readJson(text, 32)

/** The faults of a text, by their places. */
function faultsOf(text: string): readonly string[] {
  try {
    read(text)
    return []
  } catch (error) {
    return (error as { extensions: { errors: { pointer: string }[] } }).extensions.errors.map(({ pointer }) => pointer)
  }
}

describe('JSON of a request', () => {
  it.each([
    ['{"a":1,"a":1}', ['/a']],
    ['{"facts":{"order":{"charge":"1.00","charge":"900.00"}}}', ['/facts/order/charge']],
    ['{"a":"\\u003a","\\u0061":1}', ['/a']],
    ['[{"a":{"b":1}},{"a":1,"c":2,"a":{"b":":"}}]', ['/1/a']],
    ['{"a/b":1,"a/b":2}', ['/a~1b']],
    ['{"__proto__":1,"__proto__":2}', ['/__proto__']],
    ['{"a":0.12345678901234567}', ['/a']],
    ['{"a":9007199254740993}', ['/a']],
    ['{"a":[1,1.00000000000000000001]}', ['/a/1']],
    ['{"a":1234567890.1234567e10,"b":1,"b":2}', ['/a', '/b']],
  ])('%s is refused at %j', (text, pointers) => {
    expect(faultsOf(text)).toEqual(pointers)
  })

  it.each([
    '{"a":{"a":{"a":"a:a"}},"b":[{"a":1},{"a":2}]}',
    '{"at":"2026-03-01T12:00:00Z","a:b":"::","c":"\\"\\/:"}',
    '{"a":9007199254740991,"b":100000000000000000000,"c":0.000000000000000000012,"d":123456789012.345,"e":1e300}',
    '{"id":"1234567890123456789012345","a":1}',
  ])('%s is taken as it is', (text) => {
    expect(read(text)).toEqual(JSON.parse(text))
  })

  it('of any form is taken as it is, and refused once any of its members is repeated', () => {
    const objects = fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false }), { minKeys: 1 })
    fc.assert(
      fc.property(objects, fc.nat(), (value, choice) => {
        const text = JSON.stringify(value, (_key, part: unknown) =>
          typeof part === 'number' ? Math.trunc(part % 1000) : part,
        )
        expect(read(text)).toEqual(JSON.parse(text))
        const names = Object.keys(value)
        const name = names[choice % names.length] ?? ''
        expect(faultsOf(`${text.slice(0, -1)},${JSON.stringify(name)}:0}`)).toHaveLength(1)
      }),
      { numRuns: 30 },
    )
  })
})
