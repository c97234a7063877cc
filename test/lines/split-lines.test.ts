import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { splitLines } from '../../src/lines/split-lines.ts'

async function linesOf(chunks: readonly (string | Uint8Array)[], limit = 1000): Promise<(string | null)[]> {
  async function* stream(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield Buffer.from(chunk as string)
  }
  const found: (string | null)[] = []
  for await (const lines of splitLines(stream(), limit)) {
    for (const { number, bytes } of lines) {
      expect(number).toBe(found.length + 1)
      found.push(bytes === null ? null : Buffer.from(bytes).toString('utf8'))
    }
  }
  return found
}

describe('lines', () => {
  it.each([
    ['are ended by LF', ['one\ntwo\n'], ['one', 'two']],
    ['are ended by CR LF, also where a chunk ends between the two', ['one\r', '\ntwo\r\n'], ['one', 'two']],
    ['may lack the last end', ['one\ntwo'], ['one', 'two']],
    ['may be empty', ['\n\r\n', '', '\n'], ['', '', '']],
    ['are none where nothing came', [''], []],
    ['keep a carriage return inside', ['o\rne\n'], ['o\rne']],
    ['do not end at other separators of lines', ['one\u2028\u0085\n'], ['one\u2028\u0085']],
  ])('%s', async (_how, chunks, expected) => {
    expect(await linesOf(chunks)).toEqual(expected)
  })

  it.each([
    ['a longer one', ['123456\n12\n']],
    ['one that comes in many chunks', ['1', '2', '3', '4', '5', '6', '7', '\n12\n']],
    ['one that exceeds by a byte before its CR LF', ['123456\r', '\n12\n']],
  ])('%s than the limit comes without its bytes, and the next one whole', async (_name, chunks) => {
    expect(await linesOf(chunks, 5)).toEqual([null, '12'])
  })

  it('as long as the limit are whole, with either end', async () => {
    expect(await linesOf(['12345\n', '12345\r\n', '12345'], 5)).toEqual(['12345', '12345', '12345'])
  })

  it('are the same however the stream is cut, inside a character too', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '\n', '\r\n'), maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(80), { maxLength: 8 }), async (whole, cuts) => {
        const bytes = Buffer.from(whole)
        const places = [
          0,
          ...cuts.filter((cut) => cut < bytes.length).sort((left, right) => left - right),
          bytes.length,
        ]
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end))
        const expected = whole.split(/\r?\n/u)
        if (expected.at(-1) === '') expected.pop()
        expect(await linesOf(chunks)).toEqual(expected)
      }),
    )
  })
})
