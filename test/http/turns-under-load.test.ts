import { expect, it } from '@jest/globals'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { startService } from './running-service.ts'

/** As many as a turn may begin at most. */
const few = 8

it('of many requests at once a turn of the loop begins few, and all are answered', async () => {
  const storage = await openStorage('memory:')
  let begun = 0
  const find = storage.apiKeyBySecret.bind(storage)
  storage.apiKeyBySecret = (secret) => {
    begun += 1
    return find(secret)
  }
  const running = await startService({ storage })
  begun = 0
  const begunByTurn: number[] = []
  let isOver = false
  const countTurn = (): void => {
    begunByTurn.push(begun)
    begun = 0
    if (!isOver) setImmediate(countTurn)
  }
  setImmediate(countTurn)
  const answers = await Promise.all(Array.from({ length: 50 }, () => running.send('GET', '/v1/decisions')))
  isOver = true
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(begunByTurn.reduce((sum, inTurn) => sum + inTurn, begun)).toBe(50)
  // From one count to the next there is the rest of one turn and the beginning of another.
  expect(Math.max(...begunByTurn)).toBeLessThanOrEqual(2 * few)
  await running.close()
})
