import { expect, it } from '@jest/globals'
import { repeat } from '../../src/time/repeat.ts'

it('repeats work one run after the other, whatever a run throws, until it is stopped', async () => {
  const faults: unknown[] = []
  let [runs, running, most] = [0, 0, 0]
  await new Promise<void>((resolve) => {
    const repetition = repeat(
      1,
      async () => {
        running += 1
        most = Math.max(most, running)
        runs += 1
        await Promise.resolve()
        running -= 1
        if (runs === 2) throw new Error('once')
        if (runs === 5) void repetition.stop().then(resolve)
      },
      (error) => faults.push(error),
    )
  })
  expect([runs, most, faults]).toEqual([5, 1, [new Error('once')]])
})

it('waits for the run that is under way, and may be stopped twice', async () => {
  let finish: () => void = () => undefined
  let ended = false
  const started = new Promise<void>((resolve) => {
    const repetition = repeat(
      1,
      async () => {
        await new Promise<void>((end) => {
          finish = end
          resolve()
        })
        ended = true
      },
      () => undefined,
    )
    stop = () => repetition.stop()
  })
  await started
  const stopped = stop()
  finish()
  await stopped
  await stop()
  expect(ended).toBe(true)
})

let stop: () => Promise<void> = async () => undefined
