import { canonicalJson, type Json } from '../fingerprint/canonical-json.ts'
import { commit, fingerprint } from '../fingerprint/fingerprint.ts'
import type { NewId } from '../ids/entry-id.ts'
import { appendEntry, type EntryDraft } from '../journal/append-entry.ts'
import type { Entry } from '../journal/entry.ts'
import { interpretedEvaluation } from '../policy/evaluate/interpreted-evaluation.ts'
import { readGivenFacts } from '../policy/facts/read-facts.ts'
import type { LoadedPolicy, Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import type { Clock } from '../time/clock.ts'
import { decide, referenceTo } from './decide.ts'
import { decisionOf } from './decision-entry.ts'
import type { DecidedRefund, DecisionPreview, RefundQuestion, RefundRequest } from './decisions.ts'
import { factsToJson } from './order-state.ts'
import { gatherSituation, orderOfAnother, type Situation, type SituationDeps } from './situation.ts'
import { type Identity, identify, identityErrors, invalidFacts } from './subject.ts'

export interface DecideRefundDeps extends SituationDeps {
  readonly policies: Pick<Policies, 'active'>
  readonly clock: Clock
  readonly newId: NewId
  /** 32 random hexadecimal digits. */
  readonly newSalt: () => string
}

/** A stream so busy that this many rivals in a row came first is a fault to look at, not to wait out. */
const maximumAttempts = 1000

/**
 * Decides and appends, again on the new head whenever another writer was first: no lock is held and
 * each decision sees exactly the entries before it.
 */
export async function decideRefund(deps: DecideRefundDeps, request: RefundRequest): Promise<DecidedRefund> {
  const requestFingerprint = fingerprintOf({ policy: request.policy, facts: request.facts })
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const prepared = await prepare(deps, request)
    const earlier = await answerGivenBefore(deps, prepared.identity.account, request, requestFingerprint)
    if (earlier !== null) return { decision: earlier, replayed: true }
    const situation = await gatherSituation(deps, { ...prepared, clock: deps.clock.now() })
    const decision = await rule(situation)
    await bindOrder(deps, situation)
    const draft = draftOf(situation, decision, { ...request, requestFingerprint })
    const entry = appendEntry({ head: situation.head, order: situation.order }, draft, {
      id: deps.newId(situation.now),
      at: situation.now,
      salt: deps.newSalt(),
    })
    const result = await deps.store.append(entry)
    if (result.appended || result.existing.id === entry.id) return { decision: decisionOf(entry), replayed: false }
  }
  throw new Problem('store_unavailable', 'The account is written to by too many requests at once. Try again.')
}

/** The same calculation at the same head; nothing is written. */
export async function previewRefund(deps: DecideRefundDeps, question: RefundQuestion): Promise<DecisionPreview> {
  const prepared = await prepare(deps, question)
  return rule(await gatherSituation(deps, { ...prepared, clock: deps.clock.now() }))
}

interface Prepared {
  readonly loaded: LoadedPolicy
  readonly given: ReturnType<typeof readGivenFacts>
  readonly identity: Identity
  readonly head: Entry | null
}

async function prepare(deps: DecideRefundDeps, question: RefundQuestion): Promise<Prepared> {
  const loaded = await deps.policies.active(question.policy)
  const given = readGivenFacts(loaded.policy, question.facts)
  const evaluation = interpretedEvaluation(loaded.policy, given.facts, deps.clock.now())
  const { account, order } = identify(evaluation)
  if (account === null || order === null) throw invalidFacts([...given.errors, ...identityErrors(evaluation)])
  return { loaded, given, identity: { account, order }, head: await deps.store.head(account) }
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
  throw new Problem(
    'idempotency_key_reused',
    `The account ${account} used the key ${request.idempotencyKey} for another request, answered as ${entry.id}. Send a new key with a new request.`,
    { extensions: { decision: entry.id } },
  )
}

/** Erased requests can't be told apart any more: the key alone counts then. */
function isSameRequest(entry: Entry, requestFingerprint: string): boolean {
  const { confidential, commitments } = entry
  if (confidential === null) return true
  return commitments.request_fingerprint === commit(confidential.salt, ['request_fingerprint', requestFingerprint])
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
