import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import { createService } from '../../src/service.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import { testClock } from '../decisions/open-decisions.ts'
import { hour, partial } from './open-panel.ts'
import { config, recordingLogger } from './running-service.ts'

it('a service that listens passes overdue reviews on by itself, goes on after a fault, and stops when it closes', async () => {
  const clock = testClock(Date.parse('2026-03-01T12:00:00Z'))
  const storage = createMemoryStorage()
  let failures = 0
  const pendingReviews: typeof storage.pendingReviews = (...given) => {
    failures += 1
    return failures === 1 ? Promise.reject(new Error('the disk was away')) : storage.pendingReviews(...given)
  }
  const { logger, log } = recordingLogger()
  const service = await createService(
    { ...config, reviewEscalationIntervalMs: 5 },
    { clock, logger, storage: { ...storage, pendingReviews } },
  )
  await service.listen()
  const facts = partial('o-1', { order: { remains: null } })
  const { decision } = await service.decisions.decide({
    policy: 'smm-panel',
    facts,
    idempotencyKey: null,
    author: 'test',
  })
  clock.advance(73 * hour)
  while ((await service.reviews.find(decision.id)).level !== 'manager') await wait(5)
  expect(log.join('')).toContain('the disk was away')
  expect(log.filter((line) => line.includes('escalated to the next level'))).toHaveLength(1)
  await service.close()
  const looks = failures
  await wait(50)
  expect(failures).toBe(looks)
})
