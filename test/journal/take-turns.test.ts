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
