import { setImmediate as nextTurn } from 'node:timers/promises'
import { parseInstant } from '../../time/instant.ts'
import { caseFacts } from '../cases/case-facts.ts'
import type { Evaluator, PrepareEvaluator, SynchronousEvaluator } from '../evaluate/evaluator.ts'
import { rulingText, verdictIn, verdictText } from '../evaluate/ruling-text.ts'
import type { Policy } from '../model/policy.ts'
import type { FactValues } from '../model/value.ts'
import { probeFacts } from './probe-facts.ts'

/** A quick evaluator that rules otherwise than the reference, or cannot be made. */
export interface EvaluatorsDiffer {
  readonly policy: string
  readonly evaluator: string
  /** What it says, and what the reference says; the facts are made up, and hold nothing of any person. */
  readonly actual: string
  readonly expected: string
}

/** Evaluators to choose from, the quickest first, and the one that is right. */
export interface AgreedEvaluatorDeps {
  readonly candidates: readonly { readonly name: string; readonly create: (policy: Policy) => SynchronousEvaluator }[]
  readonly createReference: (policy: Policy) => Evaluator
  /** Hears of each candidate that is not used. */
  readonly onEvaluatorsDiffer: (difference: EvaluatorsDiffer) => void
}

/** Made-up facts for each section, beside those of the policy's own cases; the reference needs a part of a millisecond for each. */
const probes = 100
/** Many are tried for a longer time, all of them only within a short one; a few however long it takes. */
const limits = [
  { trials: 60, milliseconds: 250 },
  { trials: 8, milliseconds: 2000 },
] as const
/** A moment on which clocks change in Europe, as good as any other. */
const now = parseInstant('2026-03-29T12:00:00.000Z')

/**
 * Prepares the first candidate that rules as the reference does, on the facts of the policy's cases and
 * on made-up ones; the reference itself where none does.
 */
export function prepareAgreed(deps: AgreedEvaluatorDeps): PrepareEvaluator {
  return async (policy) => {
    const reference = deps.createReference(policy)
    for (const { name, create } of deps.candidates) {
      const made = attempt(() => create(policy))
      const difference = made instanceof Error ? fault(made) : await firstDifference(policy, made, reference)
      if (difference === null && !(made instanceof Error)) return made
      if (difference !== null) deps.onEvaluatorsDiffer({ policy: policy.name, evaluator: name, ...difference })
    }
    return reference
  }
}

type Difference = Pick<EvaluatorsDiffer, 'actual' | 'expected'>

function fault({ message }: Error): Difference {
  return { actual: message, expected: 'a ruling' }
}

function attempt<Made>(make: () => Made): Made | Error {
  try {
    return make()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function firstDifference(
  policy: Policy,
  quick: SynchronousEvaluator,
  reference: Evaluator,
): Promise<Difference | null> {
  const began = performance.now()
  let tried = 0
  for (const { section, facts, at } of trials(policy)) {
    const taken = performance.now() - began
    if (limits.some(({ trials: least, milliseconds }) => tried >= least && taken > milliseconds)) return null
    tried += 1
    // Other requests go on between two trials.
    await nextTurn()
    const difference =
      section === 'refunds'
        ? await refundDifference(quick, reference, { facts, at })
        : await disputeDifference(quick, reference, { facts, at })
    if (difference !== null) return difference
  }
  return null
}

interface Trial {
  readonly facts: FactValues
  readonly at: number
}

/** Made-up facts of both sections come in turns, so that a short time looks at both. */
function* trials(policy: Policy): Generator<Trial & { readonly section: 'refunds' | 'disputes' }> {
  const sections = policy.disputes.length === 0 ? (['refunds'] as const) : (['refunds', 'disputes'] as const)
  const made = sections.map((section) => ({ section, next: probeFacts(policy, section, now) }))
  for (let index = 0; index < probes; index += 1) {
    for (const { section, next } of made) {
      const { value } = next.next()
      if (value !== undefined) yield { section, facts: value, at: now }
    }
  }
  for (const tested of policy.cases) {
    const at = tested.now === null ? now : parseInstant(tested.now)
    yield { section: tested.section, facts: caseFacts(policy, tested).facts, at }
  }
}

async function refundDifference(
  quick: SynchronousEvaluator,
  reference: Evaluator,
  { facts, at }: Trial,
): Promise<Difference | null> {
  const expected = await reference.evaluateRefund(facts, at)
  const ruled = attempt(() => rulingText(quick.evaluateRefund(facts, at)))
  const judged = attempt(() => verdictText(quick.judgeRefund(facts, at)))
  return differenceOf(ruled, rulingText(expected)) ?? differenceOf(judged, verdictIn(expected))
}

async function disputeDifference(
  quick: SynchronousEvaluator,
  reference: Evaluator,
  { facts, at }: Trial,
): Promise<Difference | null> {
  const expected = rulingText(await reference.evaluateDispute(facts, at))
  return differenceOf(
    attempt(() => rulingText(quick.evaluateDispute(facts, at))),
    expected,
  )
}

function differenceOf(actual: string | Error, expected: string): Difference | null {
  if (actual === expected) return null
  return { actual: actual instanceof Error ? actual.message : actual, expected }
}
