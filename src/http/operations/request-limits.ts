import type { Request, Response } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { ApiKey } from '../../access/api-key-store.ts'
import type { Config } from '../../config/config.ts'
import { Problem } from '../../problems/problem.ts'
import { clientNetwork } from '../request/client-network.ts'

/** How much a minute takes, in this process; 0 for no limit. */
export type LimitSettings = Pick<Config, 'requestsPerMinute' | 'failedAttemptsPerMinute'>

/** Bounds on requests. What is refused is a Problem too_many_requests that says when to try again. */
export interface RequestLimits {
  /**
   * Refuses a client that tried too many wrong keys, before its key is looked up; not one that this process knows to be in
   * use, so that a stranger behind the same proxy locks nobody out. Costs nothing while nobody failed so often.
   */
  assertMayTry(request: Request, isKnown: () => boolean): void
  /** Counts a wrong key against the client's address. */
  noteFailure(request: Request): void
  /** Counts a request of the key, and says in the answer's headers what is left. Null where there is no such limit. */
  readonly count: ((key: ApiKey, response: Response) => Promise<void>) | null
}

const seconds = 60

/** Nothing is counted yet; each process counts for itself. */
export function createRequestLimits(settings: LimitSettings): RequestLimits {
  const { requestsPerMinute, failedAttemptsPerMinute } = settings
  return {
    ...limitFailures(failedAttemptsPerMinute),
    count: requestsPerMinute === 0 ? null : countRequests(requestsPerMinute),
  }
}

function limitFailures(points: number): Pick<RequestLimits, 'assertMayTry' | 'noteFailure'> {
  if (points === 0) return { assertMayTry: () => {}, noteFailure: () => {} }
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  const blocked = new Map<string, RateLimiterRes>()
  const block = (client: string, refused: RateLimiterRes): void => {
    blocked.set(client, refused)
    setTimeout(() => blocked.delete(client), refused.msBeforeNext).unref()
  }
  return {
    assertMayTry: (request, isKnown) => {
      if (blocked.size === 0) return
      const refused = blocked.get(clientNetwork(request.ip))
      if (refused === undefined || isKnown()) return
      throw tooMany(`This address sent more than ${points} wrong keys within a minute.`, refused)
    },
    noteFailure: (request) => {
      const client = clientNetwork(request.ip)
      if (blocked.has(client)) return
      limiter.consume(client).catch((refused: unknown) => {
        if (refused instanceof RateLimiterRes) block(client, refused)
        else throw refused
      })
    },
  }
}

function countRequests(points: number): (key: ApiKey, response: Response) => Promise<void> {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  const policy = `"key";q=${points};w=${seconds}`
  return async (key, response) => {
    response.setHeader('RateLimit-Policy', policy)
    try {
      const { remainingPoints, msBeforeNext } = await limiter.consume(key.id)
      response.setHeader('RateLimit', `"key";r=${remainingPoints};t=${Math.ceil(msBeforeNext / 1000)}`)
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      response.setHeader('RateLimit', `"key";r=0;t=${retryAfter(refused)}`)
      throw tooMany(`The API key "${key.name}" may send ${points} requests a minute.`, refused)
    }
  }
}

function tooMany(what: string, refused: RateLimiterRes): Problem {
  const after = retryAfter(refused)
  return new Problem('too_many_requests', `${what} Try again in ${after} s.`, { extensions: { retry_after: after } })
}

function retryAfter({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000))
}
