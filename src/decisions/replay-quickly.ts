import type { ConfidentialValues, PolicyReference, StoredFacts } from '../journal/entry.ts'
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
import { isSameResult, placeIn, type ReplayParts, replayParts } from './replay-parts.ts'
import type { FoundPlace } from './replay-place.ts'
import { storedFactsFor, typedFacts } from './stored-facts.ts'

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

/** Requests of the same text are read once; there are few different ones. */
const mostRequests = 1000

/**
 * Decides again what most decisions are, and compares texts: what was decided again is written as it would be stored, and
 * has to be what is stored, letter for letter but for the clause's title. Whatever is rare is left to whoever reads the
 * whole entry, and so is what differs from what the version in effect decided.
 */
export function createQuickReplay(scope: ReplayScope): QuickReplay {
  const requests = new Map<string, DecisionRequest | null>()
  let policy: { readonly text: string; readonly reference: PolicyReference } | null = null
  const requestOf = (text: string): DecisionRequest | null => {
    const known = requests.get(text)
    if (known !== undefined) return known
    const read = readRequest(text)
    if (requests.size >= mostRequests) requests.clear()
    requests.set(text, read)
    return read
  }
  return (body, confidential) => {
    try {
      const parts = replayParts(body, confidential)
      if (parts === null) return null
      if (policy?.text !== parts.policy) {
        policy = { text: parts.policy, reference: JSON.parse(parts.policy) as PolicyReference }
      }
      const { reference } = policy
      if (scope.policy !== null && reference.name !== scope.policy) return 'left_out'
      const loaded = scope.by ?? scope.version(reference)
      const request = requestOf(parts.request)
      if (loaded === null || request === null) return null
      const facts = {
        ...(JSON.parse(parts.facts) as StoredFacts),
        ...(parts.personalFacts === null ? {} : (JSON.parse(parts.personalFacts) as StoredFacts)),
      }
      const answered = quickAnswer(parts, loaded, { request, facts, isOwn: scope.by === null })
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
  readonly facts: StoredFacts
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

function quickAnswer(parts: ReplayParts, { policy, evaluator }: LoadedPolicy, asked: Asked): Answered | null {
  const { request, facts, isOwn } = asked
  const now = parseInstant(parts.decidedAt)
  const known = isOwn ? typedFacts(policy, facts, '') : storedFactsFor(policy, facts, { section: 'refunds', now })
  const evaluation = evaluator.begin(known, now)
  const ruling = evaluator.ruleRefund(evaluation)
  if (ruling instanceof Promise) return null
  const decided = decideInSilence(basisIn(request, evaluation), ruling)
  const overlap = parts.result.includes(unknownOverlap) ? null : noOverlap
  const stored = parametersApart(decided.actions)
  const written = decision.result.write(storedResult(decided, stored.actions, overlap), anywhere)
  const isSame = isSameResult(written, parts.result)
  if (isSame && hasParameters(parts, stored.parameters))
    return { result: 'same', answer: storedResult(decided, decided.actions, overlap) }
  const hasApart = stored.parameters !== null || parts.fromParameters !== null
  return isOwn || hasApart ? null : compared(parts.result, decided)
}

function hasParameters({ fromParameters }: ReplayParts, parameters: ConfidentialValues['parameters']): boolean {
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
