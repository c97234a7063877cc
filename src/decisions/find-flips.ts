import type { EntryOf } from '../journal/entry.ts'
import { Rational } from '../money/rational.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import { completeFacts } from '../policy/facts/complete-facts.ts'
import { factToJson } from '../policy/facts/fact-json.ts'
import type { FactDeclaration } from '../policy/model/policy.ts'
import type { Value } from '../policy/model/value.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import { basisIn, decide, languageOf } from './decide.ts'
import type { DecidedAnswer } from './decision.ts'
import type { Flip, FlipChange } from './flip.ts'
import { type Candidate, candidatesOf, timesAround } from './flip-candidates.ts'
import { flipWords } from './flip-words.ts'
import { storedFacts } from './stored-facts.ts'

/** Pairs that are tried where no single change flips, and candidates of each fact among them. */
const mostPairs = 4000
const mostOfFact = 16
const mostTold = 5

/** Whoever asks decides again what the request would have been with the changes. */
interface Asking {
  readonly loaded: LoadedPolicy
  readonly entry: EntryOf<'decision'>
  readonly base: Evaluation
}

/**
 * The smallest changes under which a denied request would have been refunded: of facts that the policy calls changeable,
 * and of the time of asking; one first, two where none is enough. Each is decided by the version in effect, on the stored
 * facts and in the circumstances of then, before it is told. Nothing for what was not denied.
 */
export async function findFlips(
  loaded: LoadedPolicy,
  entry: EntryOf<'decision'>,
  language: string | null,
): Promise<readonly Flip[]> {
  if (entry.result.outcome !== 'deny') return []
  const base = loaded.evaluator.begin(storedFacts(loaded.policy, entry), parseInstant(entry.decided_at))
  const asking = { loaded, entry, base }
  const changeable = [...loaded.policy.facts.values()].filter((fact) => fact.changeable !== null)
  const groups = [...changeable.map((fact) => candidatesOf(base, fact)), timesAround(base.now)]
  const single: Flip[] = []
  for (const group of groups) single.push(...(await firstOfEachDirection(asking, group, language)))
  return (single.length > 0 ? single : await firstPairs(asking, groups, language)).slice(0, mostTold)
}

async function firstOfEachDirection(
  asking: Asking,
  group: readonly Candidate[],
  language: string | null,
): Promise<readonly Flip[]> {
  const found = new Map<string, Flip>()
  for (const candidate of group) {
    const key = candidate.direction === 'other' ? JSON.stringify(candidate.value) : candidate.direction
    if (found.has(key)) continue
    const flip = await flipBy(asking, [candidate], language)
    if (flip !== null) found.set(key, flip)
  }
  return [...found.values()]
}

async function firstPairs(
  asking: Asking,
  groups: readonly (readonly Candidate[])[],
  language: string | null,
): Promise<readonly Flip[]> {
  const found: Flip[] = []
  let tried = 0
  for (const [index, first] of groups.entries()) {
    for (const second of groups.slice(index + 1)) {
      const flip = await firstPair(asking, [first.slice(0, mostOfFact), sparse(second)], {
        language,
        mayTry: () => (tried += 1) <= mostPairs,
      })
      if (flip !== null) found.push(flip)
    }
  }
  return found
}

/** Times are many: their steps of hours and every week are left to single changes. */
function sparse(group: readonly Candidate[]): readonly Candidate[] {
  return group.length <= mostOfFact * 2
    ? group
    : group.filter((_, index) => index % Math.ceil(group.length / (mostOfFact * 2)) === 0)
}

async function firstPair(
  asking: Asking,
  [first, second]: readonly [readonly Candidate[], readonly Candidate[]],
  { language, mayTry }: { readonly language: string | null; readonly mayTry: () => boolean },
): Promise<Flip | null> {
  for (const one of first) {
    for (const other of second) {
      if (!mayTry()) return null
      const flip = await flipBy(asking, [one, other], language)
      if (flip !== null) return flip
    }
  }
  return null
}

/** Null where it would not be refunded either. */
async function flipBy(asking: Asking, changes: readonly Candidate[], language: string | null): Promise<Flip | null> {
  const evaluation = changed(asking, changes)
  const answer = evaluation === null ? null : await answerOn(asking, evaluation)
  const refund = answer?.result.refund ?? null
  if (answer === null || refund === null || Rational.of(refund.amount).sign() <= 0) return null
  const { policy } = asking.loaded
  const told = languageOf({ evaluation: asking.base, language })
  const { amount, currency } = refund
  return {
    changes: changes.map((change) => changeOf(asking, change)),
    rule: answer.result.rule,
    clause: answer.result.clause?.id ?? null,
    refund: { amount, currency },
    words: flipWords(policy, { changes, now: asking.base.now, refund }, told),
  }
}

/** Null where the request would have been refused. */
function changed({ loaded, base }: Asking, changes: readonly Candidate[]): Evaluation | null {
  const facts = new Map(base.facts)
  let { now } = base
  for (const { fact, value } of changes) {
    if (fact === null) now = value
    else facts.set(fact, value)
  }
  const complete = completeFacts(loaded.policy, 'refunds', facts, now)
  return complete.errors.length > 0 ? null : loaded.evaluator.begin(complete.facts, now)
}

async function answerOn({ loaded, entry }: Asking, evaluation: Evaluation): Promise<DecidedAnswer> {
  return decide(basisIn(entry.request, evaluation), await loaded.evaluator.ruleRefund(evaluation))
}

function changeOf({ loaded, base }: Asking, { fact, value }: Candidate): FlipChange {
  if (fact === null) return { fact, from: formatInstant(base.now), to: formatInstant(value) }
  const declaration = loaded.policy.facts.get(fact)
  if (declaration === undefined) throw new TypeError(`the fact ${fact} is not declared`)
  const before = base.facts.get(fact)
  return { fact, from: before === undefined ? null : toldValue(before, declaration), to: toldValue(value, declaration) }
}

function toldValue(value: Value, { type }: FactDeclaration): string | boolean {
  const json = factToJson(type, value)
  return typeof json === 'string' || typeof json === 'boolean' ? json : JSON.stringify(json)
}
