import type { init, killThreads, Z3_context } from 'z3-solver'
import { Problem } from '../problems/problem.ts'

/** A context of the solver: it keeps what was said until it is closed. */
export interface SolverContext {
  /** Says something and resolves to all that was printed. One call at a time. */
  run(text: string): Promise<string>
  /** Ends the call that runs: its queries are then unknown. */
  interrupt(): void
  close(): void
}

/** The parts of the WebAssembly module that texts are passed through. */
interface SolverModule {
  readonly HEAPU8: Uint8Array
  _malloc(bytes: number): number
  _free(pointer: number): void
  async_call(begin: () => void): Promise<unknown>
  _async_Z3_eval_smtlib2_string(context: Z3_context, text: number): void
}

type Loaded = Awaited<ReturnType<typeof init>> & { readonly killThreads: typeof killThreads }

let loaded: Promise<Loaded> | null = null

async function load(): Promise<Loaded> {
  const solver = await import('z3-solver')
  return { ...(await solver.init()), killThreads: solver.killThreads }
}

/** A fresh context. The solver, 35 MB of WebAssembly, is loaded with the first one. */
export async function openSolverContext(): Promise<SolverContext> {
  loaded ??= load()
  const { Z3, em } = await loaded
  const module: unknown = em
  if (!isSolverModule(module)) throw new Problem('internal_error', 'The solver that is installed is another one.')
  const config = Z3.mk_config()
  const context = Z3.mk_context(config)
  Z3.del_config(config)
  return {
    run: (text) => evaluate(module, context, text),
    interrupt: () => Z3.interrupt(context),
    close: () => Z3.del_context(context),
  }
}

/** Ends the threads of the solver, so that the process can end; the next context loads it again. */
export async function unloadSolver(): Promise<void> {
  const solver = await loaded
  loaded = null
  if (solver !== null) await solver.killThreads(solver.em)
}

/** A text lies in the module's heap, not on its stack: long ones would break that. */
async function evaluate(module: SolverModule, context: Z3_context, text: string): Promise<string> {
  const bytes = Buffer.from(`${text}\0`)
  const place = module._malloc(bytes.length)
  try {
    module.HEAPU8.set(bytes, place)
    return String(await module.async_call(() => module._async_Z3_eval_smtlib2_string(context, place)))
  } finally {
    module._free(place)
  }
}

function isSolverModule(module: unknown): module is SolverModule {
  if (typeof module !== 'object' || module === null) return false
  const parts = ['_malloc', '_free', 'async_call', '_async_Z3_eval_smtlib2_string', 'HEAPU8']
  return parts.every((part) => part in module)
}
