import { describe, expect, it } from '@jest/globals'
import imported from 'canonicalize'
import * as fc from 'fast-check'
import {
  count,
  decimal,
  type Form,
  FormFault,
  flag,
  leaf,
  listOf,
  mapOf,
  nullable,
  objectOf,
  oneOf,
  orNull,
  text,
  usually,
  usuallyOf,
} from '../../src/journal/model/form.ts'

const canonicalize = imported as typeof imported & ((value: unknown) => string | undefined)
const place = { id: 'e-1', sequence: 1, at: 'now', decided_at: 'then' }

interface Inner {
  readonly amount: string
  readonly words: readonly string[]
}
interface Sample {
  readonly when: string
  readonly kind: 'a' | 'b'
  readonly inner: Inner | null
  readonly sums: Readonly<Record<string, string>>
  readonly number: number
  readonly isSo: boolean
}

const innerForm = objectOf<Inner>({ words: usually(listOf(text), []), amount: usually(decimal, '0') })
const strict: Form<Sample> = objectOf<Sample>({
  when: text,
  kind: oneOf(['a', 'b']),
  inner: nullable(objectOf<Inner>({ words: listOf(text), amount: decimal })),
  sums: mapOf(decimal),
  number: count,
  isSo: flag,
})
const sparse: Form<Sample> = objectOf<Sample>({
  when: usuallyOf(text, ({ at }) => at),
  kind: usually(oneOf(['a', 'b']), 'b'),
  inner: usually(nullable(innerForm), { words: [], amount: '0' }),
  sums: usually(mapOf(decimal), {}),
  number: usually(count, 0),
  isSo: usually(flag, false),
})

const amount = fc.constantFrom('0', '1.50', '-3')
const sample: fc.Arbitrary<Sample> = fc.record({
  when: fc.constantFrom('now', 'then', 'später\n'),
  kind: fc.constantFrom('a', 'b'),
  inner: fc.option(fc.record({ words: fc.array(fc.string({ unit: 'binary' }), { maxLength: 2 }), amount })),
  sums: fc.dictionary(fc.constantFrom('10', '9', 'USD', 'a"b'), amount, { noNullPrototype: true }),
  number: fc.nat(),
  isSo: fc.boolean(),
})

describe('the text of a form', () => {
  it('is the canonical text of the whole value where nothing may be left out', () => {
    fc.assert(fc.property(sample, (value) => expect(strict.write(value, place)).toBe(canonicalize(value))))
  })

  it('is canonical, and reads as the value, where what is usual is left out', () => {
    fc.assert(
      fc.property(sample, (value) => {
        const written = sparse.write(value, place)
        const read: unknown = JSON.parse(written)
        expect(canonicalize(read)).toBe(written)
        expect(sparse.deviation(read, place)).toBe(null)
        expect(read).toEqual(value)
      }),
    )
  })

  it('has nothing of what is usual', () => {
    const usual: Sample = {
      when: 'now',
      kind: 'b',
      inner: { words: [], amount: '0' },
      sums: {},
      number: 0,
      isSo: false,
    }
    expect(sparse.write(usual, place)).toBe('{}')
    expect(sparse.write({ ...usual, inner: null, number: 7 }, place)).toBe('{"inner":null,"number":7}')
  })

  it('gives each reader values of its own', () => {
    const [first, second] = [{}, {}].map((read: { sums?: object; inner?: { words?: object } }) => {
      sparse.deviation(read, place)
      return read
    })
    expect(first).toEqual(second)
    expect(first?.sums).not.toBe(second?.sums)
    expect(first?.inner?.words).not.toBe(second?.inner?.words)
  })

  it.each<[string, () => string]>([
    ['a text', () => text.write(7 as never, place)],
    ['a decimal', () => decimal.write('1e3', place)],
    ['a number', () => count.write(-1, place)],
    ['a word', () => oneOf(['a']).write('b' as never, place)],
    ['a list', () => listOf(text).write({} as never, place)],
    ['a map', () => mapOf(text).write([] as never, place)],
    ['a member', () => innerForm.write({ words: [] } as never, place)],
    ['what is checked', () => leaf(() => false).write(1, place)],
  ])('is never made of what is not %s', (_, write) => {
    expect(write).toThrow(FormFault)
  })
})

describe('what deviates from a form', () => {
  const whole: Sample = { when: 'now', kind: 'a', inner: null, sums: {}, number: 1, isSo: true }

  it.each<[object, string]>([
    [{ kind: 'c' }, '.kind'],
    [{ inner: { words: ['a', 1], amount: '0' } }, '.inner.words[1]'],
    [{ inner: [] }, '.inner'],
    [{ sums: { USD: 'x' } }, '.sums.USD'],
    [{ sums: null }, '.sums'],
    [{ number: 0.5 }, '.number'],
    [{ isSo: 0 }, '.isSo'],
    [{ more: 1 }, '.more'],
    [{ constructor: 1 }, '.constructor'],
  ])('is named by its path: %j', (change, path) => {
    expect(strict.deviation({ ...whole, ...change }, place)).toBe(path)
    expect(sparse.deviation({ ...whole, ...change }, place)).toBe(path)
  })

  it('is a member that is missing and may not be left out', () => {
    const { kind: _, ...rest } = whole
    expect(strict.deviation(rest, place)).toBe('.kind')
    expect(orNull(text).deviation(null, place)).toBe(null)
  })
})
