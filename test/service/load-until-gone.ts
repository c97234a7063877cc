import { join } from 'node:path'
import { expect } from '@jest/globals'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { type AnsweredDecision, decide, partialOrder, type ServiceProcess } from './service-process.ts'

/** All decisions in the store of the folder, by id. */
export async function storedDecisions(folder: string): Promise<ReadonlySet<string>> {
  const storage = await openStorage(`sqlite:${join(folder, 'data/refunds.db')}`)
  const ids = new Set<string>()
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { items, next } = await storage.decisions({}, 100, cursor ?? null)
    for (const { id } of items) ids.add(id)
    cursor = next
  }
  await storage.close()
  return ids
}

/** Asks for decisions one after another until the service is gone; resolves to those that were answered. */
async function askUntilGone(url: string, name: string, onAnswer: () => void): Promise<readonly AnsweredDecision[]> {
  const answered: AnsweredDecision[] = []
  for (let number = 1; ; number += 1) {
    try {
      const { status, decision } = await decide(url, partialOrder(`${name}-${number}`))
      expect(status).toBe(201)
      answered.push(decision)
      onAnswer()
    } catch (error) {
      if (isConnectionLost(error)) return answered
      throw error
    }
  }
}

function isConnectionLost(error: unknown): boolean {
  const { cause } = error as { readonly cause?: { readonly code?: string } }
  return ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET'].includes(cause?.code ?? '')
}

/** Loads the service with parallel requests, gives it the signal amid them, and tells what was answered. */
export async function signalUnderLoad(
  service: ServiceProcess,
  signal: NodeJS.Signals,
): Promise<readonly AnsweredDecision[]> {
  let answers = 0
  const workers = Array.from({ length: 8 }, (_, worker) =>
    askUntilGone(service.url, `${signal}-${worker}`, () => {
      answers += 1
      if (answers === 100) service.signal(signal)
    }),
  )
  return (await Promise.all(workers)).flat()
}
