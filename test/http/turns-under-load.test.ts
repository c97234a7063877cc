import { expect, it } from '@jest/globals'
import { turnSizes } from '../../src/http/loop-turns.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { startService } from './running-service.ts'

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
  const asked = 4 * turnSizes.usual
  const answers = await Promise.all(Array.from({ length: asked }, () => running.send('GET', '/v1/decisions')))
  isOver = true
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(begunByTurn.reduce((sum, inTurn) => sum + inTurn, begun)).toBe(asked)
  // From one count to the next there is the rest of one turn and the beginning of another.
  expect(Math.max(...begunByTurn)).toBeLessThanOrEqual(2 * turnSizes.usual)
  await running.close()
})
