import type { ConfidentialValues, PolicyReference } from '../journal/entry.ts'
import { confidentialValues } from '../journal/entry-forms.ts'
import { type DecisionRequest, type DecisionResult, decision } from '../journal/kinds/decision.ts'
import type { Place } from '../journal/model/form.ts'
import { parametersApart } from '../journal/personal-parameters.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { parseInstant } from '../time/instant.ts'
import { basisIn, decideInSilence } from './decide.ts'
import { type DecidedResult, storedResult } from './decision.ts'
import { compareReplay, type ReplayedAnswer, withoutTexts } from './replay.ts'
import { type BodyParts, bodyParts, isSameResult, placeIn } from './replay-parts.ts'
import type { FoundPlace } from './replay-place.ts'
import { factsFor, type KnownFacts, ownFacts } from './replayed-facts.ts'

/** Which decisions are decided again, and by what. */
export interface ReplayScope {
  /** Only those by the policy of this name; null for all. */
  readonly policy: string | null
  /** The policy in place of the version that decided; null: each by its own. */
  readonly by: LoadedPolicy | null
  /** The version that decided; null where there is none of that name, number and text. */
  readonly version: (reference: PolicyReference) => LoadedPolicy | null
}

/** A decision's own answer where it is made again, or both where another is made. */
export type QuickAnswer = { readonly place: FoundPlace } & (
  | { readonly result: 'same'; readonly answer: DecisionResult }
  | { readonly result: 'different'; readonly stored: ReplayedAnswer; readonly replayed: ReplayedAnswer }
)

/** What came of it; `left_out` for one that is not asked for; null where the whole entry has to be read for it. */
export type QuickReplay = (body: string, confidential: string) => QuickAnswer | 'left_out' | null

/** Requests of the same text are read once, whoever asks; there are few different ones. */
const requests = new Map<string, DecisionRequest | null>()
const mostRequests = 1000

function requestOf(text: string): DecisionRequest | null {
  const known = requests.get(text)
  if (known !== undefined) return known
  const read = readRequest(text)
  if (requests.size >= mostRequests) requests.clear()
  requests.set(text, read)
  return read
}

/** The version that decided, by the text that names it. */
interface Deciding {
  readonly text: string
  readonly reference: PolicyReference
  readonly loaded: LoadedPolicy | null
}

/**
 * Decides again what most decisions are, and compares texts: what was decided again is written as it would be stored, and
 * has to be what is stored, letter for letter but for the clause's title. Whatever is rare is left to whoever reads the
 * whole entry, and so is what differs from what the version in effect decided.
 */
export function createQuickReplay(scope: ReplayScope): QuickReplay {
  let before: Deciding | null = null
  const decidingBy = (text: string): Deciding => {
    if (before !== null && before.text === text && before.loaded !== null) return before
    const reference = JSON.parse(text) as PolicyReference
    const isAsked = scope.policy === null || reference.name === scope.policy
    before = { text, reference, loaded: isAsked ? (scope.by ?? scope.version(reference)) : null }
    return before
  }
  return (body, confidential) => {
    try {
      const parts = bodyParts(body)
      if (parts === null) return null
      const { reference, loaded } = decidingBy(parts.policy)
      if (scope.policy !== null && reference.name !== scope.policy) return 'left_out'
      const request = requestOf(parts.request)
      if (loaded === null || request === null) return null
      const now = parseInstant(parts.decidedAt)
      const isOwn = scope.by === null
      const known = isOwn ? ownFacts(loaded.policy, confidential) : factsFor(loaded.policy, confidential, now)
      if (known === null) return null
      const answered = quickAnswer(parts, loaded, { request, known, now, isOwn })
      if (answered === null) return null
      return { ...answered, place: placeIn(body, parts, reference) }
    } catch (error) {
      if (error instanceof Problem || error instanceof SyntaxError) return null
      throw error
    }
  }
}

interface Asked {
  readonly request: DecisionRequest
  readonly known: KnownFacts
  readonly now: number
  readonly isOwn: boolean
}

/** Requests and results do not depend on where their entry stands. */
const anywhere: Place = { id: '', sequence: 0, at: '', decided_at: '' }
/** What an order got more than it may follows from its entries, not from the decision. */
const noOverlap = { amount: '0', review: null }
const unknownOverlap = '"overlap":null'

type Answered =
  | { readonly result: 'same'; readonly answer: DecisionResult }
  | { readonly result: 'different'; readonly stored: ReplayedAnswer; readonly replayed: ReplayedAnswer }

function quickAnswer(parts: BodyParts, { evaluator }: LoadedPolicy, asked: Asked): Answered | null {
  const { request, known, now, isOwn } = asked
  const evaluation = evaluator.begin(known.facts, now)
  const ruling = evaluator.ruleRefund(evaluation)
  if (ruling instanceof Promise) return null
  const decided = decideInSilence(basisIn(request, evaluation), ruling)
  const overlap = parts.result.includes(unknownOverlap) ? null : noOverlap
  const stored = parametersApart(decided.actions)
  const again = storedResult(decided, stored.actions, overlap)
  const isSame = isSameResult(decision.result.write(again, anywhere), parts.result)
  if (isSame && hasParameters(known, stored.parameters)) {
    const answer = stored.parameters === null ? again : storedResult(decided, decided.actions, overlap)
    return { result: 'same', answer }
  }
  const hasApart = stored.parameters !== null || known.fromParameters !== null
  return isOwn || hasApart ? null : compared(parts.result, decided)
}

function hasParameters({ fromParameters }: KnownFacts, parameters: ConfidentialValues['parameters']): boolean {
  if (parameters === null || fromParameters === null) return parameters === fromParameters
  return fromParameters.startsWith(`${confidentialValues.parameters.write(parameters, anywhere)},"`)
}

/** Null where what is stored has not the form of a result. */
function compared(storedText: string, decided: DecidedResult): Answered | null {
  const answer: unknown = JSON.parse(storedText)
  if (decision.result.deviation(answer, anywhere) !== null) return null
  const { overlap: _, ...stored } = answer as DecisionResult
  const replay = compareReplay(withoutTexts({ ...stored, ignored_facts: [] }), withoutTexts(decided))
  if ('stored' in replay) return replay
  return { result: 'same', answer: answer as DecisionResult }
}

/** Null where it has not the form of a request. */
function readRequest(text: string): DecisionRequest | null {
  const request: unknown = JSON.parse(text)
  return decision.request.deviation(request, anywhere) === null ? (request as DecisionRequest) : null
}
