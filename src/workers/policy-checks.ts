import type { JudgeStrength } from '../decisions/judge-strength.ts'
import type { CompareTexts, TextComparison } from '../policy/difference/compare-texts.ts'
import type { StrengthCheck } from '../policy/mutation/check-strength.ts'
import type { CheckPolicyText } from '../policy/versions/check-policy.ts'
import type { PolicyCheck } from '../policy/versions/policies.ts'
import type { PreparedText, PrepareTask } from '../policy/versions/prepare-text.ts'
import { Problem } from '../problems/problem.ts'
import { monotonicClock } from '../time/monotonic-clock.ts'
import { type CheckProgress, newProgressRoom, readProgress } from './check-progress.ts'
import type { CheckThreadTask, WatchedTask } from './check-thread.ts'
import { createPlaces } from './places.ts'
import { createThreadPool, type ThreadPool } from './thread-pool.ts'

/** Checks of policy texts beside the event loop, each within a time. */
export interface PolicyChecks {
  /** Problem too_complex where it takes longer than it may, or more memory, with what cost the most. */
  readonly check: CheckPolicyText
  /** Problem too_complex as of a check. */
  readonly compare: CompareTexts
  /** Problem too_complex as of a check. */
  readonly judgeStrength: JudgeStrength
  /** Makes a text ready to decide by, as long as it takes: it was checked before. Waits for no check, only for others that are made ready. */
  readonly prepare: (task: PrepareTask) => Promise<PreparedText>
  /** Ends the threads, also those at work. */
  close(): Promise<void>
}

/** How much checks may take. */
export interface CheckBudget {
  /** Texts that are checked at the same time; others wait. */
  readonly threads: number
  /** For one text, from the begin of its check. */
  readonly milliseconds: number
}

/** From one look at how far a check has come to the next. */
const lookMilliseconds = 20
const mostMegabytes = 512

/** Threads that check policy texts; they start with the first text. */
export function createPolicyChecks(budget: CheckBudget): PolicyChecks {
  const pool = createThreadPool<WatchedTask, unknown>('check-thread', {
    width: budget.threads,
    megabytes: mostMegabytes,
  })
  const preparing = createThreadPool<CheckThreadTask, unknown>('check-thread', { width: 1 })
  // The pool starts no other thread for what waits in it when one is ended: nothing may wait there.
  const inTurn = createPlaces(budget.threads)
  return {
    check: async (check) => {
      const task = { check, progress: newProgressRoom() }
      return (await inTurn(() => doWithin(pool, task, budget.milliseconds))) as PolicyCheck
    },
    compare: async (compare) => {
      const task = { compare, progress: newProgressRoom() }
      return (await inTurn(() => doWithin(pool, task, budget.milliseconds))) as TextComparison
    },
    judgeStrength: async (strength) => {
      const task = { strength, progress: newProgressRoom() }
      return (await inTurn(() => doWithin(pool, task, budget.milliseconds))) as StrengthCheck
    },
    prepare: async (prepare) => (await preparing.run({ prepare })) as PreparedText,
    close: async () => {
      await Promise.all([pool.close(), preparing.close()])
    },
  }
}

async function doWithin(pool: ThreadPool<WatchedTask, unknown>, task: WatchedTask, most: number): Promise<unknown> {
  const stop = new AbortController()
  let began: number | null = null
  const look = setInterval(() => {
    if (began === null && readProgress(task.progress) !== null) began = monotonicClock()
    if (began !== null && monotonicClock() - began > most) stop.abort()
  }, lookMilliseconds)
  try {
    return await pool.run(task, stop.signal)
  } catch (error) {
    if (stop.signal.aborted) throw tooComplex(`more than ${most} milliseconds`, readProgress(task.progress), most)
    if (!isOutOfMemory(error)) throw error
    const taken = began === null ? 0 : monotonicClock() - began
    throw tooComplex(`more than ${mostMegabytes} megabytes`, readProgress(task.progress), taken)
  } finally {
    clearInterval(look)
  }
}

function tooComplex(limit: string, progress: CheckProgress | null, taken: number): Problem {
  const { what, milliseconds } = costliestOf(progress, taken)
  const detail = `The text takes ${limit} to check. What cost the most: ${what} (${milliseconds} ms). Make that simpler.`
  return new Problem('too_complex', detail, { extensions: { costliest: what, milliseconds } })
}

function costliestOf(
  progress: CheckProgress | null,
  taken: number,
): { readonly what: string; readonly milliseconds: number } {
  if (progress === null) return { what: 'the whole text', milliseconds: Math.round(taken) }
  const { current, before, costliest } = progress
  const ofCurrent = taken - before
  return costliest !== null && costliest.milliseconds > ofCurrent
    ? { what: costliest.what, milliseconds: Math.round(costliest.milliseconds) }
    : { what: current, milliseconds: Math.round(Math.max(ofCurrent, 0)) }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
