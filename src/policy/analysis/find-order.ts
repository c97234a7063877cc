import { equalValues } from '../expression/compare-values.ts'
import type { Value } from '../model/value.ts'
import type { FactVariable } from './fact-variables.ts'
import type { Laboratory } from './laboratory.ts'
import { modelTerms, readFacts, readTerm } from './read-model.ts'
import { and, equal, implies } from './smt-term.ts'
import type { Checked, QueryEffort } from './solver.ts'
import { valueTerm } from './translate-value.ts'
import type { Opaque } from './translation.ts'

/** An order of the solver's: the facts that are given, and the time of the decision in milliseconds. */
export interface FoundOrder {
  readonly facts: ReadonlyMap<FactVariable, Value>
  readonly now: number
}

/** An order that does what it should, none that can be, or neither. */
export type OrderSearch<Judged> =
  | { readonly kind: 'found'; readonly judged: Judged }
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly because: string }

/** Whether the service itself decides the order so: what it says of it, or null. */
export type JudgeOrder<Judged> = (order: FoundOrder) => Judged | null

const mostCorrections = 4

/** Most orders and proofs are found with the least effort: more is spent only where that was not enough. */
export const efforts: readonly QueryEffort[] = ['least', 'little', 'full']

/** Looks for an order that does what the terms say when the service decides it; only a proof says that there is none. */
export async function findOrder<Judged>(
  laboratory: Laboratory,
  terms: readonly string[],
  judge: JudgeOrder<Judged>,
): Promise<OrderSearch<Judged>> {
  const names = laboratory.script.namesIn(terms)
  const opaques = laboratory.hints.opaques.filter(({ result }) => names.has(result))
  let attempts: readonly Attempt[] = laboratory.constraints
    .attempts(names)
    .map((attempt) => ({ terms: [...attempt, ...terms], opaques }))
  let verdict: 'sat' | 'unknown' = 'unknown'
  for (const effort of efforts) {
    const { judged, open } = await tryAttempts(laboratory, attempts, { judge, effort })
    if (judged !== null) return { kind: 'found', judged }
    // For a proof all effort is worth it, for each of several ways to an example it is not.
    attempts = effort === 'least' ? open : []
    const checked: Checked['verdict'] =
      verdict === 'sat' ? verdict : (await laboratory.solver.check(terms, [], effort)).verdict
    if (checked === 'unsat') return { kind: 'none' }
    verdict = checked
  }
  return { kind: 'open', because: openReason(laboratory, verdict) }
}

/** Asks for the proof first, where one is expected. */
export async function proveOrFindOrder<Judged>(
  laboratory: Laboratory,
  terms: readonly string[],
  judge: JudgeOrder<Judged>,
): Promise<OrderSearch<Judged>> {
  const { verdict } = await laboratory.solver.check(terms, [], 'least')
  return verdict === 'unsat' ? { kind: 'none' } : findOrder(laboratory, terms, judge)
}

/** The reason where the clock ended the work. */
export const timeIsOver = 'The time for it was used up.'

/** Why nothing could be said. */
export function openReason({ solver }: Laboratory, verdict: 'sat' | 'unsat' | 'unknown'): string {
  if (solver.isOver()) return timeIsOver
  if (verdict === 'unknown') return 'The solver came to no end within its steps.'
  return 'It may be so: the solver found orders, but the service decides none of them so.'
}

interface Attempt {
  readonly terms: readonly string[]
  /** The calculations whose values matter. */
  readonly opaques: readonly Opaque[]
}

interface Trial<Judged> {
  readonly judge: JudgeOrder<Judged>
  readonly effort: QueryEffort
}

interface Tried<Judged> {
  readonly judged: Judged | null
  /** The attempts that the effort was not enough for. */
  readonly open: readonly Attempt[]
}

async function tryAttempts<Judged>(
  laboratory: Laboratory,
  attempts: readonly Attempt[],
  trial: Trial<Judged>,
): Promise<Tried<Judged>> {
  const open: Attempt[] = []
  for (const attempt of attempts) {
    const judged = await tryAttempt(laboratory, attempt, trial)
    if (judged === 'open') open.push(attempt)
    else if (judged !== null) return { judged, open }
  }
  return { judged: null, open }
}

/** Null where the solver knows no such order, or the service decides it otherwise. */
async function tryAttempt<Judged>(
  laboratory: Laboratory,
  { terms, opaques }: Attempt,
  { judge, effort }: Trial<Judged>,
): Promise<Judged | 'open' | null> {
  const corrections: string[] = []
  for (let round = 0; round <= mostCorrections; round += 1) {
    const model = await askForModel(laboratory, { terms: [...terms, ...corrections], opaques }, effort)
    if (model === 'open' || model === null) return model
    const wrong = model.corrections
    if (wrong.length === 0) return model.order === null ? null : judge(model.order)
    corrections.push(...wrong)
  }
  return null
}

interface Model {
  readonly order: FoundOrder | null
  /** The true values of the calculations that the solver guessed wrongly. */
  readonly corrections: readonly string[]
}

async function askForModel(
  laboratory: Laboratory,
  { terms, opaques }: Attempt,
  effort: QueryEffort,
): Promise<Model | 'open' | null> {
  const { solver, variables, now, texts } = laboratory
  const ofFacts = modelTerms(variables)
  const ofOpaques = opaques.flatMap(({ result, arguments: args }) => [result, ...args.map(({ value }) => value)])
  const checked = await solver.check(terms, [now, ...ofFacts, ...ofOpaques], effort)
  if (checked.verdict === 'unknown') return 'open'
  if (checked.verdict === 'unsat') return null
  const [time = '', ...rest] = checked.values
  const facts = readFacts(variables, rest, texts)
  const decidedAt = readTerm('timestamp', time, texts)
  const order = facts === null || typeof decidedAt !== 'number' ? null : { facts, now: decidedAt }
  return { order, corrections: corrected({ opaques, texts }, rest.slice(ofFacts.length)) }
}

function corrected(
  { opaques, texts }: Pick<Attempt, 'opaques'> & Pick<Laboratory, 'texts'>,
  printed: readonly string[],
): readonly string[] {
  let index = 0
  return opaques.flatMap((opaque) => {
    const [result = '', ...args] = printed.slice(index, index + 1 + opaque.arguments.length)
    index += 1 + opaque.arguments.length
    const values = args.map((text, place) => readTerm(opaque.arguments[place]?.kind ?? 'number', text, texts))
    const known = values.filter((value) => value !== null)
    const actual = known.length === values.length ? opaque.calculate(known) : null
    const guessed = readTerm(opaque.kind, result, texts)
    if (actual === null || (guessed !== null && equalValues(actual, guessed))) return []
    return [correction(opaque, { known, actual }, texts)]
  })
}

function correction(
  { result, kind, arguments: args }: Opaque,
  { known, actual }: { readonly known: readonly Value[]; readonly actual: Value },
  texts: Laboratory['texts'],
): string {
  const same = args.map(({ kind: of, value }, place) => {
    const given = known[place]
    return given === undefined ? 'true' : equal(value, valueTerm(of, given, texts))
  })
  const term = valueTerm(kind, actual, texts)
  return implies(and(...same), equal(result, kind === 'number' ? `(to_int ${term})` : term))
}
