import { expect, it } from '@jest/globals'
import { createDeadlines } from '../../src/http/deadlines.ts'
import { config, startService } from './running-service.ts'

function begun(): {
  readonly told: string[]
  begin(name: string, answer?: 'told' | 'wait'): { end(): void }
  pass(milliseconds: number): void
  isLooking(): boolean
} {
  const told: string[] = []
  let time = 0
  let looking: (() => void) | null = null
  const deadlines = createDeadlines({
    milliseconds: 1000,
    now: () => time,
    repeat: (look) => {
      looking = look
      return () => {
        looking = null
      }
    },
  })
  return {
    told,
    begin: (name, answer = 'told') =>
      deadlines.begin(() => {
        told.push(name)
        return answer
      }),
    pass: (milliseconds) => {
      time += milliseconds
      looking?.()
    },
    isLooking: () => looking !== null,
  }
}

it('who is not answered in time is told so once, in the order of their beginnings', () => {
  const { told, begin, pass } = begun()
  begin('first')
  pass(400)
  begin('second')
  pass(599)
  expect(told).toEqual([])
  pass(1)
  expect(told).toEqual(['first'])
  pass(400)
  pass(5000)
  expect(told).toEqual(['first', 'second'])
})

it('who is answered in time is told nothing; nothing is looked at while nobody waits', () => {
  const { told, begin, pass, isLooking } = begun()
  const first = begin('first')
  first.end()
  pass(2000)
  expect([told, isLooking()]).toEqual([[], false])
  begin('second')
  expect(isLooking()).toBe(true)
  pass(1000)
  expect([told, isLooking()]).toEqual([['second'], false])
})

it('whose body still arrives gets the whole time again', () => {
  const { told, begin, pass } = begun()
  begin('slow', 'wait')
  pass(1000)
  begin('other')
  pass(999)
  expect(told).toEqual(['slow'])
  pass(1)
  expect(told).toEqual(['slow', 'slow', 'other'])
})

it('whoever waits for an event waits as long as he asked for, not as long as a request may take', async () => {
  const running = await startService({}, { ...config, requestDeadlineMs: 100 })
  const { status, json } = await running.send('GET', '/v1/events?wait=1')
  await running.close()
  expect([status, json]).toMatchObject([200, { items: [] }])
})
