import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { createReadTogether } from '../../../src/storage/mongo/read-together.ts'

describe('reads of one question', () => {
  const open = (): {
    readonly ask: (question: string) => Promise<number>
    readonly answer: (place: number) => void
    readonly fail: (place: number) => void
    readonly begun: () => number
  } => {
    const together = createReadTogether<number>()
    const reads: { readonly tell: (value: number) => void; readonly refuse: (error: Error) => void }[] = []
    const read = (): Promise<number> => new Promise((tell, refuse) => void reads.push({ tell, refuse }))
    return {
      ask: (question) => together(question, read),
      answer: (place) => reads[place]?.tell(place),
      fail: (place) => reads[place]?.refuse(new Error(`read ${place} failed`)),
      begun: () => reads.length,
    }
  }

  it('are one at a time: all who ask meanwhile get the next, which begins after they asked', async () => {
    const { ask, answer, begun } = open()
    const first = ask('today')
    const later = [ask('today'), ask('today'), ask('today')]
    expect(begun()).toBe(1)
    answer(0)
    expect(await first).toBe(0)
    await turn()
    expect(begun()).toBe(2)
    const last = ask('today')
    answer(1)
    expect(await Promise.all(later)).toEqual([1, 1, 1])
    await turn()
    answer(2)
    expect(await last).toBe(2)
    const alone = ask('today')
    expect(begun()).toBe(4)
    answer(3)
    expect(await alone).toBe(3)
  })

  it('that take long hold nobody up who asked after them', async () => {
    const { ask, answer } = open()
    const hanging = ask('today')
    const later = ask('today')
    await wait(300)
    answer(1)
    expect(await later).toBe(1)
    answer(0)
    expect(await hanging).toBe(0)
    const last = ask('today')
    answer(2)
    expect(await last).toBe(2)
  })

  it('of another question do not wait; one that fails, fails for those who waited for it alone', async () => {
    const { ask, answer, fail, begun } = open()
    const [first, later] = [ask('today'), ask('today')]
    const other = ask('yesterday')
    expect(begun()).toBe(2)
    fail(0)
    await expect(first).rejects.toThrow('read 0 failed')
    await turn()
    answer(1)
    answer(2)
    expect(await Promise.all([other, later])).toEqual([1, 2])
  })
})
