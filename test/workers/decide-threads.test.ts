import { expect, it } from '@jest/globals'
import type { DecidedText } from '../../src/decisions/decided-text.ts'
import type { RefundRequest } from '../../src/decisions/decisions.ts'
import { type Counted, noteMetrics, retellMetrics } from '../../src/observability/retold-metrics.ts'
import { type DecideThread, decideBeside } from '../../src/workers/decide-threads.ts'

const request: RefundRequest = { policy: 'smm-panel', facts: {}, idempotencyKey: null, author: 'test' }

function places(): { readonly here: (() => void)[]; readonly there: (() => void)[]; readonly thread: DecideThread } {
  const [here, there]: [(() => void)[], (() => void)[]] = [[], []]
  return {
    here,
    there,
    thread: {
      decide: (_request, busyHere) => (there.length > busyHere ? null : answered(there, 'there')),
      close: async () => undefined,
    },
  }
}

function answered(waiting: (() => void)[], text: string): Promise<DecidedText> {
  return new Promise((resolve) => waiting.push(() => resolve({ text, replayed: false })))
}

it('what is decided goes to whoever has less to do', () => {
  const { here, there, thread } = places()
  const decide = decideBeside({ here: () => answered(here, 'here'), thread, isDue: () => false })
  for (let count = 0; count < 10; count += 1) void decide(request)
  expect([here.length, there.length]).toEqual([5, 5])
})

it('here alone is decided where a draft is due, and where there is no thread', () => {
  const { here, there, thread } = places()
  const whileDue = decideBeside({ here: () => answered(here, 'here'), thread, isDue: () => true })
  const alone = decideBeside({ here: () => answered(here, 'here'), thread: null, isDue: () => false })
  for (const decide of [whileDue, alone]) void decide(request)
  expect([here.length, there.length]).toEqual([2, 0])
})

it('a line that fails here leaves its place to the next', async () => {
  const { there, thread } = places()
  const decide = decideBeside({ here: () => Promise.reject(new Error('no')), thread, isDue: () => false })
  void decide(request)
  for (let count = 0; count < 3; count += 1) await expect(decide(request)).rejects.toThrow('no')
  expect(there).toHaveLength(1)
})

it.each([
  ['with a key is decided here', 'k-1', 'here'],
  ['without one is not decided again', null, null],
])('what a thread ended on %s', async (_, idempotencyKey, answer) => {
  const thread: DecideThread = {
    decide: async () => 'ended' as const,
    close: async () => undefined,
  }
  const here = async (): Promise<DecidedText> => ({ text: 'here', replayed: false })
  const decided = decideBeside({ here, thread, isDue: () => false })({ ...request, idempotencyKey })
  if (answer === null) await expect(decided).rejects.toThrow('without a key')
  else expect((await decided).text).toBe(answer)
})

it('what is counted elsewhere is counted here as it was there, in its order', () => {
  const noted: Counted[] = []
  const labels = { policy: 'smm-panel', outcome: 'approve', clause: '2.b' }
  const tell = (metrics: ReturnType<typeof noteMetrics>): void => {
    metrics.appended('conflict')
    metrics.committed(64)
    metrics.decided(labels, 1.5)
    metrics.storeFailed('store_unavailable')
    metrics.evaluatorsDiffer('smm-panel', 'compiled')
    metrics.clockBehind(7)
  }
  tell(noteMetrics((one) => noted.push(one)))
  const again: Counted[] = []
  retellMetrics(
    noteMetrics((one) => again.push(one)),
    structuredClone(noted),
  )
  expect(again).toEqual(noted)
  expect(noted).toHaveLength(6)
})
