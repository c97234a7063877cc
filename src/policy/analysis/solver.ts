import type { SmtScript } from './smt-script.ts'

/** Runs a piece of the solver's language in one session and resolves to all that it printed; the session keeps what was said. */
export type RunSmt = (text: string) => Promise<string>

/** A session of the solver over one script. */
export interface SolverSession {
  /** Whether the assertions can hold together with the script; `values` are read where they can. `unknown` where the effort ends. */
  check(assertions: readonly string[], values: readonly string[], effort?: QueryEffort): Promise<Checked>
  /** Whether the clock has ended all further effort. */
  isOver(): boolean
}

/** How much is spent on a query: all that one may take, or a fixed part of it. */
export type QueryEffort = 'full' | 'little' | 'least'

/** An answer; the values in the order in which they were asked for, as the solver prints them. */
export type Checked =
  | { readonly verdict: 'sat'; readonly values: readonly string[] }
  | { readonly verdict: 'unsat' }
  | { readonly verdict: 'unknown' }

/** The solver broke off, or printed something that no script of ours should bring about: a fresh one may answer. */
export class SolverFault extends Error {
  override readonly name = 'SolverFault'
}

/** How much a session may take. */
export interface Effort {
  /** The solver's own measure, for each query: the same text and version come equally far on every machine. */
  readonly steps: number
  /** Whether the guard has ended the session. */
  readonly isOver: () => boolean
}

const done = 'done'
/** Which part of a session's steps a query may take. */
const parts: Readonly<Record<QueryEffort, number>> = { full: 1, little: 3, least: 10 }

/** Begins a session: the options are fixed, so that the same script always finds the same. */
export async function openSolver(run: RunSmt, script: SmtScript, { steps, isOver }: Effort): Promise<SolverSession> {
  const say = async (text: string): Promise<string> => {
    const printed = (await run(`${text}\n(echo "${done}")`)).trimEnd()
    if (!printed.endsWith(done)) throw new SolverFault(`the solver stopped: ${printed.slice(-300)}`)
    return printed.slice(0, -done.length).trim()
  }
  const expectNothing = async (text: string): Promise<void> => {
    const printed = await say(text)
    if (printed !== '') throw new SolverFault(`the solver printed: ${printed.slice(0, 300)}`)
  }
  const seeds = '(set-option :smt.random_seed 0)\n(set-option :sat.random_seed 0)\n(set-option :nlsat.seed 0)'
  await expectNothing(`(set-option :produce-models true)\n${seeds}\n${script.text()}`)
  /** Null where the steps ended while the values were read. */
  const ask = async (question: string, values: readonly string[]): Promise<Checked | null> => {
    const verdict = await say(question)
    if (verdict !== 'sat' && verdict !== 'unsat' && verdict !== 'unknown') {
      throw new SolverFault(`the solver printed: ${verdict.slice(0, 300)}`)
    }
    const printed = verdict === 'sat' && values.length > 0 ? await say(`(get-value (${values.join(' ')}))`) : null
    await expectNothing('(pop)')
    if (printed !== null && stepsEnded.test(printed)) return null
    if (verdict !== 'sat') return { verdict }
    return { verdict, values: printed === null ? [] : readValues(printed, values.length) }
  }
  return {
    isOver,
    check: async (assertions, values, effort = 'full') => {
      if (isOver()) return { verdict: 'unknown' }
      const all = [...assertions, ...script.assertionsAbout(script.namesIn(assertions))]
      const limit = `(set-option :rlimit ${Math.ceil(steps / parts[effort])})`
      const question = `${limit}\n(push)\n${asserted(all)}\n(check-sat)`
      // Asked once more it knows what it learned, and has steps left for the values.
      return (await ask(question, values)) ?? (await ask(question, values)) ?? { verdict: 'unknown' }
    },
  }
}

/** What the solver prints instead of values, or behind some of them, where its steps ended with the very answer. */
const stepsEnded = /\(error "line \d+ column \d+: max\. resource limit exceeded"\)/u

function asserted(assertions: readonly string[]): string {
  return assertions.map((assertion) => `(assert ${assertion})`).join('\n')
}

/** The right sides of `((term value) (term value) ...)`. */
function readValues(printed: string, count: number): readonly string[] {
  const pairs = membersOf(printed)
  const values = pairs.map((pair) => membersOf(pair).at(-1))
  const known = values.filter((value) => value !== undefined)
  if (known.length !== count) throw new SolverFault(`the solver printed: ${printed.slice(0, 300)}`)
  return known
}

/** The members of a list, each as it is printed. */
export function membersOf(list: string): readonly string[] {
  const text = list.trim()
  if (!text.startsWith('(') || !text.endsWith(')')) return []
  const members: string[] = []
  let depth = 0
  let begin: number | null = null
  for (let index = 1; index < text.length; index += 1) {
    const character = text[index] ?? ''
    const isGap = /\s/u.test(character)
    if (depth === 0 && begin !== null && (isGap || character === '(' || index === text.length - 1)) {
      members.push(text.slice(begin, index))
      begin = null
    }
    if (depth === 0 && begin === null && !isGap && index < text.length - 1) begin = index
    if (character === '(') depth += 1
    if (character === ')' && index < text.length - 1) {
      depth -= 1
      if (depth === 0 && begin !== null) {
        members.push(text.slice(begin, index + 1))
        begin = null
      }
    }
  }
  return members
}
