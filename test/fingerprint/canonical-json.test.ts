import { describe, expect, it } from '@jest/globals'
import imported from 'canonicalize'
import * as fc from 'fast-check'
import { canonicalJson, jsonText } from '../../src/fingerprint/canonical-json.ts'

const canonicalize = imported as typeof imported & ((value: unknown) => string | undefined)

/** Texts that writers of JSON get wrong: names like numbers, characters beyond U+FFFF, halves of them, what is escaped. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({
    unit: fc.constantFrom('a', '"', '\\', '\u0000', '\u001f', '\u007f', '\u2028', '\ud83d', '\ude00', '€', '\ufb33'),
  }),
  fc.constantFrom(
    '',
    '0',
    '10',
    '9',
    '01',
    '-1',
    '4294967295',
    '__proto__',
    'constructor',
    'toString',
    'toJSON',
    '\u{1f600}',
  ),
)
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(-0, 1e21, 1e-7, 5e-324, 0.1),
)
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    number,
    text,
    fc.array(tie('json'), { maxLength: 5 }),
    fc.array(fc.tuple(text, tie('json')), { maxLength: 12 }).map((members) => Object.fromEntries(members)),
  ),
}))

describe('the canonical text of JSON', () => {
  // RFC 8785, sections 3.2.2 to 3.2.4 and appendix B.
  it.each([
    [
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ],
    [
      '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ],
    [
      '[-0,1e21,999999999999999900000,1e-7,0.000001,9007199254740994]',
      '[0,1e+21,999999999999999900000,1e-7,0.000001,9007199254740994]',
    ],
    ['{"10":1,"9":2,"a":3,"":4}', '{"":4,"10":1,"9":2,"a":3}'],
  ])('is what RFC 8785 says: %s', (written, canonical) => {
    expect(canonicalJson(JSON.parse(written))).toBe(canonical)
  })

  it('is what the library writes, whatever the JSON', () => {
    fc.assert(
      fc.property(json, (value) => {
        const canonical = canonicalJson(value)
        expect(canonical).toBe(canonicalize(value))
        expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { numRuns: 500 },
    )
  })

  it('is one text for one text', () => {
    fc.assert(fc.property(text, (value) => expect(jsonText(value)).toBe(JSON.stringify(value))))
  })

  it('leaves out what is undefined, and takes what a value says that it is in JSON', () => {
    const value = { b: undefined, a: [undefined], when: new Date(0), c: { toJSON: () => ({ z: 1, y: 2 }) } }
    expect(canonicalJson(value)).toBe('{"a":[null],"c":{"y":2,"z":1},"when":"1970-01-01T00:00:00.000Z"}')
  })

  it.each([
    ['nothing', undefined],
    ['a number that is none', { a: [Number.NaN] }],
    ['a number without end', Number.NEGATIVE_INFINITY],
    ['a function', { a: () => 1 }],
    ['an integer without bounds', { a: 1n }],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow()
  })
})
