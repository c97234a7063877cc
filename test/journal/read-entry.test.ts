import { describe, expect, it } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import { entryKinds } from '../../src/journal/entry-kinds.ts'
import { FormFault } from '../../src/journal/model/form.ts'
import { readEntry } from '../../src/journal/read-entry.ts'
import { bodyOf, confidentialTextOf } from '../../src/journal/seal.ts'
import { makeEntry } from '../storage/make-entry.ts'

interface Parts {
  readonly body: Readonly<Record<string, unknown>>
  readonly hash: unknown
  readonly confidential: unknown
  readonly pending: unknown
}

/** The entry as a store holds it: its parts as JSON. */
function partsOf({ hash, confidential, pending, ...body }: Entry): Parts {
  return JSON.parse(JSON.stringify({ body, hash, confidential, pending })) as Parts
}

/** The entry as it is written: without what has its usual value. */
function writtenParts(entry: Entry): Parts {
  const { hash, confidential, pending } = entry
  const texts = { body: bodyOf(entry), confidential: confidentialTextOf(confidential) ?? 'null' }
  return { body: JSON.parse(texts.body), hash, confidential: JSON.parse(texts.confidential), pending: { ...pending } }
}

/** Where the parts deviate from what an entry is. */
function deviation(parts: Parts): string {
  try {
    readEntry(parts)
  } catch (error) {
    if (error instanceof FormFault) return error.path
    throw error
  }
  return 'none'
}

function withBody(entry: Entry, change: Readonly<Record<string, unknown>>): Parts {
  const parts = partsOf(entry)
  return { ...parts, body: { ...parts.body, ...change } }
}

describe.each(entryKinds)('an entry of the kind %s', (kind) => {
  const entry = makeEntry(null, { kind })

  it('is read as it was written', () => {
    expect(readEntry(partsOf(entry))).toEqual(entry)
    expect(readEntry(partsOf({ ...entry, confidential: null }))).toEqual({ ...entry, confidential: null })
    expect(readEntry(writtenParts(entry))).toEqual(entry)
    expect(bodyOf(readEntry(writtenParts(entry)))).toBe(bodyOf(entry))
  })

  it.each(['request', 'result'] as const)(
    'has a %s with exactly its members, some filled in where they are left out',
    (part) => {
      const members = entry[part] as Readonly<Record<string, unknown>>
      for (const name of Object.keys(members)) {
        const { [name]: _, ...rest } = members
        const parts = withBody(entry, { [part]: rest })
        const found = deviation(structuredClone(parts))
        if (found === 'none') expect(readEntry(parts)[part]).toHaveProperty(name)
        else expect(found).toBe(`.${part}.${name}`)
      }
      expect(deviation(withBody(entry, { [part]: { ...members, other: 1 } }))).toBe(`.${part}.other`)
      expect(deviation(withBody(entry, { [part]: null }))).toBe(`.${part}`)
    },
  )
})

describe('what an entry is not', () => {
  const review = makeEntry(null, { outcome: 'review' })
  const decided = (result: object): object => ({ result: { ...review.result, ...result } })

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['of a kind that nobody knows', { kind: 'refund' }, '.kind'],
    ['of a kind that objects inherit', { kind: 'constructor' }, '.kind'],
    ['of another format', { format: 2 }, '.format'],
    ['without its state', { state: undefined }, '.state'],
    ['with a balance that is a number', { state: { ...review.state, balances: { USD: 1 } } }, '.state.balances.USD'],
    ['with an outcome that no policy has', { ...decided({ outcome: 'maybe' }) }, '.result.outcome'],
    [
      'with an amount that is neither a number nor unknown',
      { ...decided({ amounts: { fee: 'x' } }) },
      '.result.amounts.fee',
    ],
    ['with an action in another form', { ...decided({ actions: [{ name: 'notify' }] }) }, '.result.actions[0].added'],
    ['with one more member', { note: 'done' }, '.note'],
  ])('%s', (_, change, path) => {
    expect(deviation(withBody(review, change))).toBe(path)
  })

  it('one whose parts beside the body deviate', () => {
    const parts = partsOf(review)
    expect(deviation({ ...parts, hash: 7 })).toBe('.hash')
    expect(deviation({ ...parts, confidential: { facts: 7 } })).toBe('.confidential.facts')
    expect(deviation({ ...parts, pending: { review: null, delivery: 0 } })).toBe('.pending.delivery')
    expect(deviation({ ...parts, body: {} })).toBe('.kind')
  })
})
