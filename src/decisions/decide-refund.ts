import { fingerprint } from '../fingerprint/fingerprint.ts'
import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, appendOrAnswer, viewStream } from '../journal/append-to-stream.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { isOfKind } from '../journal/of-kind.ts'
import { isSameRequest, keyReused } from '../journal/same-request.ts'
import type { OrderBindingStore } from '../orders/order-binding-store.ts'
import { currencyOf, identify, identityErrors, invalidFacts, orderOfAnother } from '../orders/order-subject.ts'
import { readGivenFacts } from '../policy/facts/read-facts.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import { decide } from './decide.ts'
import { answerOf, type DecidedAnswer, type Decision, decisionOf } from './decision.ts'
import { type DecisionInput, type GatherDeps, gatherInput, type ReadRequest } from './decision-input.ts'
import type { DecidedRefund, DecisionPreview, RefundQuestion, RefundRequest } from './decisions.ts'
import { factsToJson } from './stored-facts.ts'

/** What a decision is made with. */
export interface DecideRefundDeps extends GatherDeps, AppendDeps {
  readonly store: JournalStore & OrderBindingStore
  readonly policies: Pick<Policies, 'active'>
}

/** Decides by the version that is active when the request comes in, at the head of the account's stream. */
export async function decideRefund(deps: DecideRefundDeps, request: RefundRequest): Promise<DecidedRefund> {
  const requestFingerprint = fingerprintOf({ policy: request.policy, facts: request.facts })
  const read = await readRequest(deps, request)
  const asked = { ...request, account: read.identity.account, requestFingerprint }
  const appended = await appendOrAnswer<Draft<'decision'>, Decision>(deps, read.identity, async (view) => {
    const earlier = await answerGivenBefore(deps, asked)
    if (earlier !== null) return { answer: earlier }
    const input = await gatherInput(deps, read, view)
    const decided = await decideOn(input)
    await bindOrder(deps, input)
    return { draft: draftOf(input, decided, asked) }
  })
  return 'answer' in appended
    ? { decision: appended.answer, replayed: true }
    : { decision: decisionOf(appended.entry), replayed: false }
}

/** The same calculation at the same head; nothing is written. */
export async function previewRefund(deps: DecideRefundDeps, question: RefundQuestion): Promise<DecisionPreview> {
  const read = await readRequest(deps, question)
  const view = await viewStream(deps, read.identity)
  const policy = referenceTo(read.loaded.version)
  const place = { policy, decided_at: formatInstant(view.now), ...read.identity }
  return answerOf(place, await decideOn(await gatherInput(deps, read, view)))
}

async function readRequest(deps: DecideRefundDeps, question: RefundQuestion): Promise<ReadRequest> {
  const loaded = await deps.policies.active(question.policy)
  const given = readGivenFacts(loaded.policy, question.facts)
  const evaluation = loaded.evaluator.begin(given.facts, deps.clock.now())
  const { account, order } = identify(evaluation)
  if (account === null || order === null) throw invalidFacts([...given.errors, ...identityErrors(evaluation)])
  return { loaded, given, identity: { account, order }, currency: currencyOf(evaluation) }
}

async function decideOn({ loaded, evaluation, circumstances, frozen }: DecisionInput): Promise<DecidedAnswer> {
  const ruling = await loaded.evaluator.ruleRefund(evaluation)
  return decide({ evaluation, circumstances, ignored: frozen.ignored }, ruling)
}

interface AskedRefund extends RefundRequest {
  readonly account: string
  readonly requestFingerprint: string
}

/** Looked up after the head was read: a rival with the same key either is found here or takes our sequence. */
async function answerGivenBefore(deps: DecideRefundDeps, asked: AskedRefund): Promise<Decision | null> {
  const { account, idempotencyKey, requestFingerprint } = asked
  if (idempotencyKey === null) return null
  const entry = await deps.store.entryByIdempotencyKey(account, idempotencyKey)
  if (entry === null) return null
  if (isOfKind(entry, ['decision']) && isSameRequest(entry, requestFingerprint)) return decisionOf(entry)
  throw keyReused(entry, idempotencyKey)
}

async function bindOrder(deps: DecideRefundDeps, { isBound, identity }: DecisionInput): Promise<void> {
  if (isBound) return
  const owner = await deps.store.bindOrder(identity.order, identity.account)
  if (owner !== identity.account) throw orderOfAnother(identity, owner)
}

function draftOf(input: DecisionInput, { result, message }: DecidedAnswer, asked: AskedRefund): Draft<'decision'> {
  const { loaded, evaluation, circumstances, claim, currency, frozen } = input
  return {
    kind: 'decision',
    author: asked.author,
    policy: referenceTo(loaded.version),
    idempotency_key: asked.idempotencyKey,
    request: {
      claim,
      currency,
      circumstances,
      supersedes: circumstances.waiting_review?.decision_id ?? null,
    },
    result,
    confidential: {
      facts: factsToJson(loaded.policy, evaluation.facts),
      order_facts: frozen.frozen,
      message,
      request_fingerprint: asked.requestFingerprint,
      order_fingerprint: input.fingerprint,
    },
  }
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
