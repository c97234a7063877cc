import { canonicalJson, type Json } from '../fingerprint/canonical-json.ts'
import { fingerprint } from '../fingerprint/fingerprint.ts'
import { type EntryDraft, entryTime } from '../journal/append-entry.ts'
import { type AppendDeps, appendToStream } from '../journal/append-to-stream.ts'
import type { WaitingReview } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { isSameRequest, keyReused } from '../journal/same-request.ts'
import type { OrderBindingStore } from '../orders/order-binding-store.ts'
import { identify, identityErrors, invalidFacts, orderOfAnother } from '../orders/order-subject.ts'
import { interpretedEvaluation } from '../policy/evaluate/interpreted-evaluation.ts'
import { readGivenFacts } from '../policy/facts/read-facts.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { decide, referenceTo } from './decide.ts'
import type { Decision } from './decision.ts'
import { decisionOf } from './decision-entry.ts'
import type { DecidedRefund, DecisionPreview, RefundQuestion, RefundRequest } from './decisions.ts'
import { factsToJson } from './order-state.ts'
import { gatherSituation, type Situation, type SituationDeps, type SituationQuestion } from './situation.ts'

export interface DecideRefundDeps extends SituationDeps, AppendDeps {
  readonly store: JournalStore & OrderBindingStore
  readonly policies: Pick<Policies, 'active'>
}

/** Decides by the version that is active when the request comes in, at the head of the account's stream. */
export async function decideRefund(deps: DecideRefundDeps, request: RefundRequest): Promise<DecidedRefund> {
  const requestFingerprint = fingerprintOf({ policy: request.policy, facts: request.facts })
  const question = await prepare(deps, request)
  const { account } = question.identity
  let superseded: WaitingReview | null = null
  const appended = await appendToStream<Decision>(deps, account, async ({ head, now }) => {
    const earlier = await answerGivenBefore(deps, account, request, requestFingerprint)
    if (earlier !== null) return { answer: earlier }
    const situation = await gatherSituation(deps, { ...question, head, now })
    const decision = await rule(situation)
    await bindOrder(deps, situation)
    superseded = situation.circumstances.waiting_review
    return { draft: draftOf(situation, decision, { ...request, requestFingerprint }), order: situation.order }
  })
  if ('answer' in appended) return { decision: appended.answer, replayed: true }
  await leaveQueue(deps.store, account, superseded)
  return { decision: decisionOf(appended.entry), replayed: false }
}

/** The same calculation at the same head; nothing is written. */
export async function previewRefund(deps: DecideRefundDeps, question: RefundQuestion): Promise<DecisionPreview> {
  const prepared = await prepare(deps, question)
  const head = await deps.store.head(prepared.identity.account)
  return rule(await gatherSituation(deps, { ...prepared, head, now: entryTime(deps.clock.now(), head) }))
}

type Prepared = Pick<SituationQuestion, 'loaded' | 'given' | 'identity'>

async function prepare(deps: DecideRefundDeps, question: RefundQuestion): Promise<Prepared> {
  const loaded = await deps.policies.active(question.policy)
  const given = readGivenFacts(loaded.policy, question.facts)
  const evaluation = interpretedEvaluation(loaded.policy, given.facts, deps.clock.now())
  const { account, order } = identify(evaluation)
  if (account === null || order === null) throw invalidFacts([...given.errors, ...identityErrors(evaluation)])
  return { loaded, given, identity: { account, order } }
}

async function rule(situation: Situation): Promise<DecisionPreview> {
  const { loaded, identity, facts, now, circumstances, frozen } = situation
  const ruling = await loaded.evaluator.evaluateRefund(facts, now)
  const { policy, version } = loaded
  const frame = {
    ...identity,
    policy,
    reference: referenceTo(version),
    at: now,
    circumstances,
    ignored: frozen.ignored,
  }
  return decide(frame, ruling, facts)
}

/** Looked up after the head was read: a rival with the same key either is found here or takes our sequence. */
async function answerGivenBefore(
  deps: DecideRefundDeps,
  account: string,
  request: RefundRequest,
  requestFingerprint: string,
): Promise<DecidedRefund['decision'] | null> {
  if (request.idempotencyKey === null) return null
  const entry = await deps.store.entryByIdempotencyKey(account, request.idempotencyKey)
  if (entry === null) return null
  if (isSameRequest(entry, requestFingerprint)) return decisionOf(entry)
  throw keyReused(entry, request.idempotencyKey)
}

/** The queue is an index: an entry that a crash leaves in it is cleared by whoever reads it next. */
async function leaveQueue(store: JournalStore, account: string, superseded: WaitingReview | null): Promise<void> {
  if (superseded !== null) await store.clearPending(account, superseded.sequence, 'review')
}

async function bindOrder(deps: DecideRefundDeps, situation: Situation): Promise<void> {
  if (situation.bound) return
  const { account, order } = situation.identity
  const owner = await deps.store.bindOrder(order, account)
  if (owner !== account) throw orderOfAnother(situation.identity, owner)
}

function draftOf(
  situation: Situation,
  decision: DecisionPreview,
  request: RefundRequest & { readonly requestFingerprint: string },
): EntryDraft {
  const { loaded, identity, circumstances, claim, currency, frozen, orderState } = situation
  const { message, ...result } = decision
  return {
    ...identity,
    kind: 'decision',
    author: request.author,
    policy: referenceTo(loaded.version),
    idempotency_key: request.idempotencyKey,
    request: jsonObject({
      claim,
      currency,
      circumstances,
      supersedes: circumstances.waiting_review?.decision_id ?? null,
    }),
    result: jsonObject(result),
    confidential: {
      facts: factsToJson(loaded.policy, situation.facts),
      order_facts: frozen.frozen,
      message,
      request_fingerprint: request.requestFingerprint,
      order_state: orderState,
    },
  }
}

function jsonObject(value: object): { readonly [name: string]: Json } {
  return JSON.parse(canonicalJson(value)) as { [name: string]: Json }
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
