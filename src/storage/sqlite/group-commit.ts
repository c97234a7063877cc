import { setImmediate as endOfTurn } from 'node:timers/promises'
import { Problem } from '../../problems/problem.ts'
import type { Connection } from './connection.ts'

/** The writes of one process. */
export interface GroupCommit {
  /**
   * Runs the work in a transaction that it may share with what else comes in, in the order in which it came;
   * resolves once that is durable, never earlier. Work that throws writes
   * nothing, fails with its own error and hurts nobody else; where the commit fails, all of the group fail with
   * its error. Work may run several times, each time on what is stored then: what it did before was undone.
   * `committed` gets the result right after the commit, before anything else can happen.
   */
  write<Result>(work: () => Result, committed?: (result: Result) => void): Promise<Result>
  /** Resolves when all that was given before is answered; what comes later is a Problem `store_unavailable`. */
  close(): Promise<void>
}

/** What else happens to a group. */
export interface GroupHooks {
  /** In the transaction, before the first work. */
  readonly begun: () => void
  /** In the transaction, after the last work. */
  readonly ending: () => void
  /** After it was undone, or may not have been written. */
  readonly failed: () => void
}

interface Waiting {
  readonly run: () => void
  readonly committed: () => void
  readonly answer: () => void
  readonly fail: (error: unknown) => void
}

interface Attempt {
  group: readonly Waiting[]
  /** Whose work runs right now. */
  at: Waiting | null
}

/** Bounds how long one group keeps the event loop from everything else. */
const largestGroup = 128
/** A group waits for more while every other turn of the event loop brings some, for so many of them at most. */
const mostTurns = 16

/** Commits what comes in together with one wait for the disk. */
export function createGroupCommit(connection: Connection, hooks: GroupHooks): GroupCommit {
  let waiting: Waiting[] = []
  let turns: Promise<void> | null = null
  let open = true
  const nextGroup = (): readonly Waiting[] => waiting.slice(0, largestGroup)

  async function commitAll(): Promise<void> {
    while (waiting.length > 0) {
      await untilNoneCome()
      await commitNext()
    }
    turns = null
  }

  /** A turn begins few requests, and a wait for the disk costs as much as many of them: so those that follow each other share it. */
  async function untilNoneCome(): Promise<void> {
    let known = 0
    for (let turn = 0; turn < mostTurns && known < Math.min(waiting.length, largestGroup); turn += 1) {
      known = waiting.length
      // What the turn brings may come after this in it: only the next one tells.
      await endOfTurn()
      await endOfTurn()
    }
  }

  /** What comes in while another process has the file locked joins the group, but does not fail with those who waited. */
  async function commitNext(): Promise<void> {
    const attempt: Attempt = { group: nextGroup(), at: null }
    try {
      await connection.transaction(
        () => runGroup(attempt),
        () => {
          for (const { committed } of attempt.group) committed()
        },
      )
    } catch (error) {
      hooks.failed()
      const failed = attempt.at === null ? attempt.group : [attempt.at]
      waiting = waiting.filter((write) => !failed.includes(write))
      for (const { fail } of failed) fail(error)
      return
    }
    waiting = waiting.slice(attempt.group.length)
    for (const { answer } of attempt.group) answer()
  }

  function runGroup(attempt: Attempt): void {
    attempt.group = nextGroup()
    hooks.begun()
    for (const write of attempt.group) {
      attempt.at = write
      write.run()
    }
    attempt.at = null
    hooks.ending()
  }

  return {
    write: (work, committed = () => {}) =>
      new Promise((resolve, reject) => {
        if (!open) throw new Problem('store_unavailable', 'The store is closed.')
        waiting.push(pending(work, { committed, resolve, reject }))
        turns ??= commitAll()
      }),
    close: async () => {
      open = false
      await turns
    },
  }
}

interface Answers<Result> {
  readonly committed: (result: Result) => void
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/** The work with its result, which is told once it is durable. */
function pending<Result>(work: () => Result, { committed, resolve, reject }: Answers<Result>): Waiting {
  let tell = (_to: (result: Result) => void): void => {}
  return {
    run: () => {
      const result = work()
      tell = (to) => to(result)
    },
    committed: () => tell(committed),
    answer: () => tell(resolve),
    fail: reject,
  }
}
