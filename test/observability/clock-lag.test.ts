import { expect, it } from '@jest/globals'
import { createClockLagReport } from '../../src/observability/clock-lag.ts'
import { recordingLogger } from '../http/running-service.ts'

it('a clock far behind is counted at every entry, and logged at most once a minute', () => {
  const { logger, log } = recordingLogger()
  let now = 0
  const report = createClockLagReport({ logger, now: () => now })
  for (; now < 61_000; now += 1_000) report({ milliseconds: 360_000 + now })
  expect(log.map((line) => JSON.parse(line) as object)).toMatchObject([
    { level: 'warn', behind_ms: 360_000, entries: 1 },
    { level: 'warn', behind_ms: 420_000, entries: 61 },
  ])
})
