import { Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { answerLines } from '../../../src/http/answer/answer-lines.ts'
import type { RequestLine } from '../../../src/http/request/ndjson.ts'

/** Lines without end, or so many, that say how many were asked for. */
function countedLines(
  count = Number.POSITIVE_INFINITY,
  size = 10,
): { lines: AsyncGenerator<RequestLine, void>; read: () => number } {
  let number = 0
  async function* lines(): AsyncGenerator<RequestLine, void> {
    while (number < count) {
      number += 1
      yield { number, size, value: null }
    }
  }
  return { lines: lines(), read: () => number }
}

/** A reader that takes one text at a time, when it is told to. */
function slowReader(): { response: Writable; taken: string[]; take(): void } {
  const taken: string[] = []
  let take = (): void => undefined
  const response = new Writable({
    highWaterMark: 1,
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      taken.push(text)
      take = done
    },
  })
  return { response, taken, take: () => take() }
}

const never = new AbortController().signal
const settled = (): Promise<void> => wait(50)

describe('answers to lines', () => {
  it('come in the order of their lines, whichever is made first', async () => {
    const { lines } = countedLines(40)
    const { response, taken, take } = slowReader()
    const answering = answerLines(response, {
      lines,
      stop: never,
      answer: async ({ number }) => {
        await wait(number % 7)
        return String(number)
      },
    })
    while (taken.length < 40) {
      await wait(1)
      take()
    }
    expect(await answering).toEqual({ last: 40, ended: 'all' })
    expect(taken).toEqual(Array.from({ length: 40 }, (_, index) => String(index + 1)))
  })

  it.each([
    ['lines', 10, 512],
    ['bytes', 300_000, 4],
  ])('that nobody reads are not followed by more than so many %s', async (_what, size, most) => {
    const { lines, read } = countedLines(Number.POSITIVE_INFINITY, size)
    const { response, take } = slowReader()
    const stop = new AbortController()
    const made = wait(50)
    const answering = answerLines(response, { lines, stop: stop.signal, answer: () => made.then(() => 'answer') })
    await made
    await settled()
    // One more is read ahead of its turn.
    expect(read()).toBe(most + 1)
    take()
    await settled()
    expect(read()).toBe(most + 2)
    stop.abort()
    response.destroy()
    expect((await answering).ended).toBe('client_gone')
  })

  it('are all given for what was read when it is told to stop, and nothing more is read', async () => {
    const { lines, read } = countedLines(5)
    async function* thenSilence(): AsyncGenerator<RequestLine, void> {
      yield* lines
      await new Promise(() => undefined)
    }
    const stop = new AbortController()
    const made: (() => void)[] = []
    const texts: string[] = []
    const response = new Writable({
      decodeStrings: false,
      write: (text: string, _encoding, done) => done(void texts.push(text)),
    })
    const answering = answerLines(response, {
      lines: thenSilence(),
      stop: stop.signal,
      answer: ({ number }) => new Promise((resolve) => made.push(() => resolve(String(number)))),
    })
    await settled()
    expect([read(), texts]).toEqual([5, []])
    stop.abort()
    for (const give of made) give()
    expect(await answering).toEqual({ last: 5, ended: 'stopped' })
    expect(texts).toEqual(['1', '2', '3', '4', '5'])
  })

  it('are awaited before it ends, where the client has gone', async () => {
    const { lines } = countedLines()
    const { response } = slowReader()
    let [begun, made] = [0, 0]
    const answering = answerLines(response, {
      lines,
      stop: never,
      answer: async () => {
        begun += 1
        await wait(5)
        made += 1
        return 'answer'
      },
    })
    await settled()
    response.destroy()
    expect((await answering).ended).toBe('client_gone')
    expect(made).toBe(begun)
  })
})
