import type { init, killThreads, Z3_context } from 'z3-solver'
import { SolverFault } from '../policy/analysis/solver.ts'
import { Problem } from '../problems/problem.ts'

/** A context of the solver: it keeps what was said until it is closed. */
export interface SolverContext {
  /** Says something and resolves to all that was printed. One call at a time. SolverFault where the solver breaks off. */
  run(text: string): Promise<string>
  /** Ends the call that runs: its queries are then unknown. */
  interrupt(): void
  /** Gives up a call that does not end: it rejects with SolverFault, and the solver counts as broken. */
  abandon(): void
  close(): void
}

/** The solver, 35 MB of WebAssembly: loaded with the first context, and anew when it was unloaded. */
export interface SolverHost {
  /** A fresh context. SolverFault where the solver cannot be loaded. */
  openContext(): Promise<SolverContext>
  /** Ends its threads, so that the process can end; the way back from a broken solver, too. */
  unload(): Promise<void>
}

/** The parts of the WebAssembly module that texts are passed through. */
interface SolverModule {
  readonly HEAPU8: Uint8Array
  readonly PThread: { readonly runningWorkers: readonly SolverThread[] }
  _malloc(bytes: number): number
  _free(pointer: number): void
  async_call(begin: () => void): Promise<unknown>
  _async_Z3_eval_smtlib2_string(context: Z3_context, text: number): void
}

/** A thread of the module, as Emscripten keeps it: a worker of Node. */
interface SolverThread {
  once(event: 'exit', listener: () => void): unknown
}

type LoadedSolver = Awaited<ReturnType<typeof init>> & { readonly killThreads: typeof killThreads }

/** A solver that `load` loads: the installed one, unless told. */
export function createSolverHost(load: () => Promise<LoadedSolver> = loadInstalled): SolverHost {
  let loading: Promise<Solver> | null = null
  return {
    openContext: async () => {
      loading ??= load().then(watchedSolver)
      try {
        return contextOf(await loading)
      } catch (error) {
        if (error instanceof Problem) throw error
        throw faultOf(error)
      }
    },
    unload: async () => {
      const unloading = loading
      loading = null
      const solver = unloading === null ? null : await unloading.catch(() => null)
      if (solver !== null) await solver.loaded.killThreads(solver.module)
    },
  }
}

async function loadInstalled(): Promise<LoadedSolver> {
  const solver = await import('z3-solver')
  return { ...(await solver.init({ printErr })), killThreads: solver.killThreads }
}

/** A thread says that it is done after its answer; that one was ended before the module heard it is nothing to tell. */
const lateWord = / command from terminated worker: /u

function printErr(text: string): void {
  if (!lateWord.test(text)) process.stderr.write(`${text}\n`)
}

/** A loaded solver, and whether it still works: of a broken one nothing may be called, as a thread that is gone may hold its locks. */
interface Solver {
  readonly loaded: LoadedSolver
  readonly module: SolverModule
  fault(): SolverFault | null
  breakDown(reason: unknown): SolverFault
  /** The answer of a call that has begun; rejects when the solver breaks meanwhile. */
  answerOf(call: Promise<unknown>): Promise<unknown>
}

function watchedSolver(loaded: LoadedSolver): Solver {
  const module: unknown = loaded.em
  if (!isSolverModule(module)) throw new Problem('internal_error', 'The solver that is installed is another one.')
  const watched = new WeakSet<SolverThread>()
  let fault: SolverFault | null = null
  let endCall: ((fault: SolverFault) => void) | null = null
  const breakDown = (reason: unknown): SolverFault => {
    fault ??= faultOf(reason)
    endCall?.(fault)
    return fault
  }
  const watchThreads = (): void => {
    for (const thread of module.PThread.runningWorkers) {
      if (watched.has(thread)) continue
      watched.add(thread)
      // Emscripten's own would throw where nobody can catch it.
      Object.assign(thread, { onerror: breakDown })
      thread.once('exit', () => breakDown('one of its threads ended'))
    }
  }
  return {
    loaded,
    module,
    fault: () => fault,
    breakDown,
    answerOf: (call) =>
      new Promise((resolve, reject) => {
        endCall = reject
        call.then(resolve, reject)
        watchThreads()
      }).finally(() => {
        endCall = null
      }),
  }
}

function faultOf(reason: unknown): SolverFault {
  if (reason instanceof SolverFault) return reason
  const told = reason instanceof Error ? reason.message : String(reason)
  return new SolverFault(`the solver broke off: ${told}`, { cause: reason })
}

function contextOf(solver: Solver): SolverContext {
  const { Z3 } = solver.loaded
  const known = solver.fault()
  if (known !== null) throw known
  const config = Z3.mk_config()
  const context = Z3.mk_context(config)
  Z3.del_config(config)
  return {
    run: (text) => evaluate(solver, context, text),
    interrupt: () => {
      if (solver.fault() === null) Z3.interrupt(context)
    },
    abandon: () => {
      solver.breakDown('it came to no end')
    },
    close: () => {
      if (solver.fault() === null) Z3.del_context(context)
    },
  }
}

/** A text lies in the module's heap, not on its stack: long ones would break that. */
async function evaluate(solver: Solver, context: Z3_context, text: string): Promise<string> {
  const known = solver.fault()
  if (known !== null) throw known
  const { module } = solver
  const bytes = Buffer.from(`${text}\0`)
  const place = module._malloc(bytes.length)
  if (place === 0) throw solver.breakDown('it has no memory left')
  module.HEAPU8.set(bytes, place)
  try {
    const call = module.async_call(() => module._async_Z3_eval_smtlib2_string(context, place))
    return String(await solver.answerOf(call))
  } catch (error) {
    throw solver.breakDown(error)
  } finally {
    if (solver.fault() === null) module._free(place)
  }
}

function isSolverModule(module: unknown): module is SolverModule {
  if (typeof module !== 'object' || module === null) return false
  const parts = ['_malloc', '_free', 'async_call', '_async_Z3_eval_smtlib2_string', 'HEAPU8', 'PThread']
  return parts.every((part) => part in module)
}
