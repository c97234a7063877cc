import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import { createService } from '../../src/service.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import { partial } from './open-panel.ts'
import { config, recordingLogger } from './running-service.ts'

it('a service that listens numbers new entries by itself, goes on after a fault, and stops when it closes', async () => {
  const storage = createMemoryStorage()
  let looks = 0
  const pendingFeed: typeof storage.pendingFeed = (...given) => {
    looks += 1
    return looks === 1 ? Promise.reject(new Error('the disk was away')) : storage.pendingFeed(...given)
  }
  const { logger, log } = recordingLogger()
  const service = await createService(
    { ...config, feedIntervalMs: 5 },
    { logger, storage: { ...storage, pendingFeed } },
  )
  await service.listen()
  for (const order of ['o-1', 'o-2']) {
    const facts = partial(order)
    await service.decisions.decide({ policy: 'smm-panel', facts, idempotencyKey: null, author: 'test' })
  }
  while ((await storage.decisions({}, 10, null)).items.some(({ pending }) => pending.feed)) await wait(5)
  expect(log.join('')).toContain('the disk was away')
  const items = await storage.feedItems(0, 100)
  const entries = items.flatMap((item) => ('entry' in item ? [item.entry] : []))
  expect(entries.map(({ order, pending }) => [order?.id, pending.feed])).toEqual([
    ['o-1', false],
    ['o-2', false],
  ])
  await service.close()
  const before = looks
  await wait(50)
  expect(looks).toBe(before)
})
