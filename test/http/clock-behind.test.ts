import { expect, it } from '@jest/globals'
import { openPanel, partial } from './open-panel.ts'

it('a clock that is far behind an account is logged, and the decision is of the time that it shows', async () => {
  const panel = await openPanel('memory')
  const lines = () => panel.running.log.filter((line) => line.includes("far behind an account's newest entry"))
  await panel.decide(partial('o-1'))
  panel.clock.advance(-4 * 60_000)
  await panel.decide(partial('o-2'))
  expect(lines()).toEqual([])
  panel.clock.advance(-2 * 60_000)
  expect(await panel.decide(partial('o-3'))).toMatchObject({ decided_at: '2026-03-01T11:54:00.000Z' })
  expect(lines().map((line) => JSON.parse(line) as object)).toMatchObject([
    { level: 'warn', behind_ms: 360_000, entries: 1 },
  ])
  await panel.close()
})
