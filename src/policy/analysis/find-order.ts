import { equalValues } from '../expression/compare-values.ts'
import type { Value } from '../model/value.ts'
import type { FactVariable } from './fact-variables.ts'
import type { Laboratory } from './laboratory.ts'
import { modelTerms, readFacts, readTerm } from './read-model.ts'
import { and, equal, implies } from './smt-term.ts'
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

/** Looks for an order that does what the terms say when the service decides it; only a proof says that there is none. */
export async function findOrder<Judged>(
  laboratory: Laboratory,
  terms: readonly string[],
  judge: JudgeOrder<Judged>,
): Promise<OrderSearch<Judged>> {
  const names = laboratory.script.namesIn(terms)
  const asked = laboratory.hints.opaques.filter(({ result }) => names.has(result))
  for (const attempt of laboratory.constraints.attempts(names)) {
    const judged = await tryAttempt(laboratory, { terms: [...attempt, ...terms], opaques: asked }, judge)
    if (judged !== null) return { kind: 'found', judged }
  }
  const { verdict } = await laboratory.solver.check(terms, [])
  if (verdict === 'unsat') return { kind: 'none' }
  return { kind: 'open', because: openReason(laboratory, verdict) }
}

/** Asks for the proof first, where one is expected. */
export async function proveOrFindOrder<Judged>(
  laboratory: Laboratory,
  terms: readonly string[],
  judge: JudgeOrder<Judged>,
): Promise<OrderSearch<Judged>> {
  const { verdict } = await laboratory.solver.check(terms, [])
  return verdict === 'unsat' ? { kind: 'none' } : findOrder(laboratory, terms, judge)
}

/** Why nothing could be said. */
export function openReason({ solver }: Laboratory, verdict: 'sat' | 'unsat' | 'unknown'): string {
  if (solver.isOver()) return 'The time for it was used up.'
  if (verdict === 'unknown') return 'The solver came to no end within its steps.'
  return 'It may be so: the solver found orders, but the service decides none of them so.'
}

interface Attempt {
  readonly terms: readonly string[]
  /** The calculations whose values matter. */
  readonly opaques: readonly Opaque[]
}

async function tryAttempt<Judged>(
  laboratory: Laboratory,
  { terms, opaques }: Attempt,
  judge: JudgeOrder<Judged>,
): Promise<Judged | null> {
  const corrections: string[] = []
  for (let round = 0; round <= mostCorrections; round += 1) {
    const model = await askForModel(laboratory, { terms: [...terms, ...corrections], opaques })
    if (model === null) return null
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

async function askForModel(laboratory: Laboratory, { terms, opaques }: Attempt): Promise<Model | null> {
  const { solver, variables, now, texts } = laboratory
  const ofFacts = modelTerms(variables)
  const ofOpaques = opaques.flatMap(({ result, arguments: args }) => [result, ...args.map(({ value }) => value)])
  const checked = await solver.check(terms, [now, ...ofFacts, ...ofOpaques])
  if (checked.verdict !== 'sat') return null
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
