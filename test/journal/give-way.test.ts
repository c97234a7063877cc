import { expect, it } from '@jest/globals'
import { giveWay, noRivalry, type Rivalry } from '../../src/journal/give-way.ts'

const took = 1
const waiting = 3

/** Loses so many attempts, one after the other; how often it has waited after each. */
async function lose(rivalry: Rivalry, count: number, isFirst: boolean): Promise<number[]> {
  const waits = []
  for (let loss = 0; loss < count; loss += 1) {
    await giveWay(rivalry, { took, isFirst, waiting })
    waits.push(rivalry.waits)
  }
  return waits
}

it('whoever meets a rival tries once more, then waits, then tries until it is first; the next one that loses waits at once', async () => {
  const rivalry = noRivalry()
  expect([await lose(rivalry, 1, true), await lose(rivalry, 1, false)]).toEqual([[0], [1]])
  expect(await lose(rivalry, 21, false)).toEqual([...Array.from({ length: 20 }, () => 1), 2])
  rivalry.owed = 0
  expect(await lose(rivalry, 1, true)).toEqual([3])
  // Long ago.
  rivalry.lostAt = (rivalry.lostAt ?? 0) - 2001
  expect([await lose(rivalry, 1, true), await lose(rivalry, 1, false)]).toEqual([[0], [1]])
})

it('whoever is back gives way again only once those that waited are answered, and tries on until then', async () => {
  const rivalry = noRivalry()
  await lose(rivalry, 2, false)
  for (let answered = 0; answered < waiting; answered += 1) {
    expect(await lose(rivalry, 1, true)).toEqual([1])
    rivalry.owed -= 1
  }
  expect(await lose(rivalry, 1, true)).toEqual([2])
})
