import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { createFactsText, type ReadFactsText } from '../../src/decisions/facts-text.ts'
import { canonicalJson } from '../../src/fingerprint/canonical-json.ts'

const names = ['a.flag', 'a.text', 'b.kind', 'c', 'd.left_out', 'e.text', 'f.flag', 'g.last']
const slotOf = (name: string): number => (name === 'd.left_out' ? -1 : names.indexOf(name))

/** Values as they are; the one that is refused stands for one that is not of the declared type. */
function reader(): ReadFactsText {
  return createFactsText((name) => ({
    slot: slotOf(name),
    read: (json) => {
      if (json === 'refused') throw new RangeError(name)
      return json
    },
  }))
}

type Facts = Readonly<Record<string, string | boolean>>
/** Mostly what stood there before, now and then something else, or nothing. */
const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<string | boolean>('usual', false) },
  { weight: 2, arbitrary: fc.constantFrom<string | boolean>(true, '', 'x"y', 'a\\', '},"', 'ü', 'refused', 'true,') },
  { weight: 1, arbitrary: fc.string() },
)
const factsOf: fc.Arbitrary<Facts> = fc.record(Object.fromEntries(names.map((name) => [name, value])), {
  requiredKeys: names.slice(1, 4),
})
const before = '{"facts":'
const behind = ',"memory":{}}'

function read(readText: ReadFactsText, text: string): unknown {
  const slots = names.map(() => undefined)
  try {
    const end = readText(before + text + behind, before.length, slots)
    return end === null ? null : { rest: (before + text + behind).slice(end), slots }
  } catch (error) {
    if (error instanceof RangeError) return 'refused'
    throw error
  }
}

describe('facts read from their texts, one after the other', () => {
  it('are what JSON says, whatever stood in the texts before', () => {
    fc.assert(
      fc.property(fc.array(factsOf, { maxLength: 12 }), (all) => {
        const readText = reader()
        for (const facts of all) {
          const slots = names.map((name) => (slotOf(name) < 0 ? undefined : facts[name]))
          const isRefused = Object.values(facts).includes('refused')
          expect(read(readText, canonicalJson(facts))).toEqual(isRefused ? 'refused' : { rest: behind, slots })
        }
      }),
    )
  })

  it.each([
    ['a value that is no text', '{"a.text":1}'],
    ['a blank', '{"a.text": "x"}'],
    ['names in another order', '{"c":"x","a.text":"x"}'],
    ['a name twice', '{"c":"x","c":"y"}'],
    ['no object', '["c"]'],
    ['an end that is missing', '{"c":"x"'],
    ['no members', '{}'],
  ])('are left to others where the text has %s', (_, text) => {
    const readText = reader()
    expect(read(readText, text)).toBeNull()
    for (const facts of ['{"a.text":"x","c":"x"}', '{"a.text":"y","c":"x"}', '{"a.text":"y","c":"z"}'])
      read(readText, facts)
    expect(read(readText, text)).toBeNull()
  })
})
