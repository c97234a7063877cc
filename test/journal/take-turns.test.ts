import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import { createTakeTurns } from '../../src/journal/take-turns.ts'

it('work of one account runs one after the other, of other accounts in between; a failure holds nobody up', async () => {
  const takeTurns = createTakeTurns()
  const seen: string[] = []
  const work = (name: string) => async (): Promise<string> => {
    seen.push(`${name} begins`)
    await Promise.resolve()
    await Promise.resolve()
    seen.push(`${name} ends`)
    if (name === 'second') throw new Error(name)
    return name
  }
  const results = await Promise.allSettled([
    takeTurns('a', work('first')),
    takeTurns('a', work('second')),
    takeTurns('b', work('other')),
    takeTurns('a', work('third')),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  const ofFirstAccount = seen.filter((line) => !line.startsWith('other'))
  expect(ofFirstAccount).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]))
  expect(seen.indexOf('other begins')).toBeLessThan(seen.indexOf('first ends'))
})

const tooMany = { code: 'store_unavailable' }

it('behind so many of one account more are refused at once, and what waited too long is not done', async () => {
  const takeTurns = createTakeTurns({ mostWaiting: 3, patience: 20 })
  const done: string[] = []
  const work = (name: string, milliseconds: number) => async (): Promise<void> => {
    await sleep(milliseconds)
    done.push(name)
  }
  const results = await Promise.allSettled([
    takeTurns('a', work('first', 60)),
    takeTurns('a', work('second', 0)),
    takeTurns('a', work('third', 0)),
    takeTurns('a', work('fourth', 0)),
    takeTurns('b', work('other', 0)),
  ])
  expect(done).toEqual(['other', 'first'])
  const refused = { status: 'rejected', reason: expect.objectContaining(tooMany) }
  expect(results.slice(1, 4)).toEqual([refused, refused, refused])
  await takeTurns('a', work('fifth', 0))
  expect(done.at(-1)).toBe('fifth')
})
