import { fingerprint } from '../fingerprint/fingerprint.ts'
import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, type Attempt, appendAfterReading } from '../journal/append-to-stream.ts'
import type { Entry } from '../journal/entry.ts'
import type { DayRoom, JournalStore } from '../journal/journal-store.ts'
import type { Overlap } from '../journal/kinds/overlap.ts'
import type { OrderState } from '../journal/model/state.ts'
import { isOfKind } from '../journal/of-kind.ts'
import { parametersApart } from '../journal/personal-parameters.ts'
import { isSameRequest, keyReused } from '../journal/same-request.ts'
import { ReadsOutdated } from '../journal/start-over.ts'
import { type StreamView, type Subject, viewStream } from '../journal/view-stream.ts'
import { decidedOrderMoney } from '../orders/order-money.ts'
import { currencyOf, identify, identityErrors, invalidFacts, partOf } from '../orders/order-subject.ts'
import { overlapAfter } from '../orders/overlap-of.ts'
import { readGivenFacts } from '../policy/facts/read-facts.ts'
import type { LoadedPolicy, Policies, PresumedPolicy } from '../policy/versions/policies.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import { type AtHand, allOf, goOn } from '../time/at-hand.ts'
import { formatInstant } from '../time/instant.ts'
import { dayCreditsFor, dayRoomFor, dayWindows } from './automatic-credits.ts'
import { decide } from './decide.ts'
import {
  answerOf,
  type DecidedAnswer,
  type DecidedResult,
  type Decision,
  decisionOf,
  preview,
  storedResult,
} from './decision.ts'
import { type DecisionInput, type GatherDeps, gatherInput, type ReadRequest } from './decision-input.ts'
import type { DecidedRefund, DecisionPreview, RefundRequest } from './decisions.ts'
import { ruleOnHigherCharge } from './higher-charge.ts'
import { historyWindows } from './history-facts.ts'
import { noteOverlap } from './note-overlap.ts'
import { type Countable, remember } from './part-state.ts'
import type { RefundQuestion } from './refund-question.ts'
import { factsToJson } from './stored-facts.ts'

/** What a decision is made with. */
export interface DecideRefundDeps extends GatherDeps, AppendDeps {
  readonly store: JournalStore
  readonly policies: Pick<Policies, 'active' | 'presumed'>
}

/** Decides at the head of the account's stream, by the version that is active when that is looked at. */
export async function decideRefund(deps: DecideRefundDeps, request: RefundRequest): Promise<DecidedRefund> {
  const { policy, facts, language = null, idempotencyKey, author } = request
  const requestFingerprint = fingerprintOf({ policy, facts })
  const asked = { policy, facts, language, idempotencyKey, author, requestFingerprint }
  const { loaded, isActive } = await deps.policies.presumed(policy)
  let known: AtHand<boolean> | null = null
  const askAgain = (): AtHand<boolean> => {
    known = isActive()
    return known
  }
  try {
    return await decideBy(deps, { loaded, isActive: askAgain }, asked)
  } catch (error) {
    // What a version says that is not active any more is no answer. What the last attempt read of it is enough.
    throw (await (known ?? isActive())) ? error : new ReadsOutdated()
  }
}

/** All that has nothing to do with the head is read at the same time as the stream is looked at. */
async function decideBy(
  deps: DecideRefundDeps,
  { loaded, isActive }: PresumedPolicy,
  asked: AskedRefund,
): Promise<DecidedRefund> {
  const read = readRequest(deps, loaded, asked)
  const subject = subjectOf(read, asked.idempotencyKey)
  const besides = (): AtHand<GatherDeps> => {
    const day = { currency: read.currency, now: deps.clock.now() }
    const asking = allOf([
      isActive(),
      deps.approvalsPaused(),
      deps.toldHistory === undefined ? dayCreditsFor(deps.store, loaded.policy, day) : null,
    ])
    return goOn(asking, ([isStillActive, paused, dayCredits]) => {
      if (!isStillActive) throw new ReadsOutdated()
      const { store, toldHistory } = deps
      return { store, approvalsPaused: () => paused, dayCredits, toldHistory }
    })
  }
  const attempt = async (view: StreamView, gathering: GatherDeps): Promise<DecisionAttempt> => {
    const earlier = answerGivenBefore(view.byKey, asked)
    if (earlier !== null) return { answer: earlier }
    const input = await gatherInput(gathering, read, view)
    const decided = await decideOn(input, asked.language)
    const overlap = overlapBy(input, decided.result, view.orderState)
    if (decided.result.review !== null && (overlap?.review ?? null) !== null) return { answer: null }
    const draft = draftOf(input, decided, { asked, overlap })
    return { draft, binds: input.binds, dayRoom: roomFor(deps, input, decided.result) }
  }
  const appended = await appendAfterReading(deps, subject, { read: besides, attempt })
  if ('entry' in appended) return { decision: decisionOf(appended.entry), replayed: false }
  if (appended.answer !== null) return { decision: appended.answer, replayed: true }
  // One entry begins one review: that of the overlap comes first, and the request joins it.
  await noteOverlap(deps, read, asked.author)
  return decideRefund(deps, asked)
}

type DecisionAttempt = Attempt<Draft<'decision'>, Decision | null>

/** The same calculation at the same head; nothing is written. */
export async function previewRefund(deps: DecideRefundDeps, question: RefundQuestion): Promise<DecisionPreview> {
  const input = await inputNow(deps, await deps.policies.active(question.policy), question)
  const { account, order, loaded, evaluation } = input
  const policy = referenceTo(loaded.version)
  const place = { policy, decided_at: formatInstant(evaluation.now), account, order: order.id, part: order.part }
  return answerOf(preview, place, await decideOn(input, question.language))
}

/** All that the question would be decided on by that version, as of the account's head. Problems: invalid_facts, order_conflict. */
export async function inputNow(
  deps: DecideRefundDeps,
  loaded: LoadedPolicy,
  question: RefundQuestion,
): Promise<DecisionInput> {
  const read = readRequest(deps, loaded, question)
  return gatherInput(deps, read, await viewStream(deps, subjectOf(read, null)))
}

function subjectOf({ account, order, loaded: { policy } }: ReadRequest, idempotencyKey: string | null): Subject {
  return {
    account,
    order,
    idempotencyKey,
    windows: (now) => [...historyWindows(policy, 'refunds', now), ...dayWindows(policy, now)],
  }
}

function readRequest(
  deps: Pick<DecideRefundDeps, 'clock'>,
  loaded: LoadedPolicy,
  question: RefundQuestion,
): ReadRequest {
  const given = readGivenFacts(loaded.policy, question.facts)
  const evaluation = loaded.evaluator.begin(given.facts, deps.clock.now())
  const { account, order: id } = identify(evaluation)
  if (account === null || id === null) throw invalidFacts([...given.errors, ...identityErrors(evaluation)])
  const order = { policy: loaded.policy.name, id, part: partOf(evaluation) }
  return { loaded, given, account, order, currency: currencyOf(evaluation) }
}

/** What is decided on the input. */
export function decideOn(
  { loaded, evaluation, circumstances, frozen, claim }: DecisionInput,
  language: string | null = null,
): AtHand<DecidedAnswer> {
  const { evaluator } = loaded
  const { ignored } = frozen
  const rulings = allOf([evaluator.ruleRefund(evaluation), ruleOnHigherCharge(evaluator, evaluation, ignored)])
  return goOn(rulings, ([ruling, onHigherCharge]) =>
    decide({ evaluation, circumstances, claim, ignored, onHigherCharge, isLimited: true, language }, ruling),
  )
}

interface AskedRefund extends RefundRequest {
  readonly requestFingerprint: string
}

function answerGivenBefore(entry: Entry | null, asked: AskedRefund): Decision | null {
  const { idempotencyKey, requestFingerprint } = asked
  if (entry === null || idempotencyKey === null) return null
  if (isOfKind(entry, ['decision']) && isSameRequest(entry, requestFingerprint)) return decisionOf(entry)
  throw keyReused(entry, idempotencyKey)
}

/** What this credit needs of the day's limits: others may be written while it is decided on. */
function roomFor(
  { toldHistory }: DecideRefundDeps,
  { loaded, evaluation }: DecisionInput,
  { refund }: DecidedResult,
): DayRoom | null {
  return refund === null || toldHistory !== undefined ? null : dayRoomFor(loaded.policy, refund, evaluation.now)
}

function draftOf(
  input: DecisionInput,
  { result, message }: DecidedAnswer,
  { asked, overlap }: { readonly asked: AskedRefund; readonly overlap: Overlap | null },
): Draft<'decision'> {
  const { loaded, evaluation, circumstances, claim, currency, frozen } = input
  const waiting = circumstances.waiting_review
  const { ignored_facts } = result
  const { actions, parameters } = parametersApart(result.actions)
  const { facts, personal_facts } = factsToJson(loaded.policy, evaluation.facts)
  const { order_facts, personal_order_facts } = frozen.stored
  return {
    kind: 'decision',
    author: asked.author,
    policy: referenceTo(loaded.version),
    idempotency_key: asked.idempotencyKey,
    request: {
      claim,
      currency,
      circumstances,
      supersedes: waiting !== null && result.review === null ? waiting.id : null,
    },
    result: storedResult(result, actions, overlap),
    confidential: {
      facts,
      personal_facts,
      order_facts,
      personal_order_facts,
      parameters,
      ignored_facts: ignored_facts.length === 0 ? null : ignored_facts,
      message,
      request_fingerprint: asked.requestFingerprint,
      memory: remember(input.memory, input.state, countedIn(claim, result)),
    },
  }
}

/** A decision may be the first to say what the order cost, after it got something elsewhere. */
function overlapBy(
  { loaded, evaluation }: DecisionInput,
  { refund }: DecidedResult,
  state: OrderState,
): Overlap | null {
  const gained = refund === null ? {} : { credited: refund.amount }
  return overlapAfter({ money: decidedOrderMoney(loaded, evaluation.facts), state, gained, now: evaluation.now })
}

function countedIn(claim: DecisionInput['claim'], { outcome, counted }: DecidedResult): readonly Countable[] {
  const claims: readonly Countable[] = claim === 'counted' ? ['claim'] : []
  if (!counted || outcome === 'review') return claims
  return [...claims, outcome]
}

/** Problem invalid_request for a body that has no exact JSON form, such as a number beyond the range of doubles. */
function fingerprintOf(body: unknown): string {
  try {
    return fingerprint(body)
  } catch (cause) {
    throw new Problem('invalid_request', 'The body holds a number that is out of range. Write big numbers as text.', {
      cause,
    })
  }
}
