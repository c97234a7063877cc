import { nameState, rememberPersonsWord, wasCounted } from '../decisions/part-state.ts'
import { higherLevel } from '../decisions/review-level.ts'
import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, appendToStream } from '../journal/append-to-stream.ts'
import type { PartMemory } from '../journal/entry.ts'
import type { ReviewResolvedResult } from '../journal/kinds/review-resolved.ts'
import type { WaitingReview } from '../journal/model/state.ts'
import { parametersApart } from '../journal/personal-parameters.ts'
import type { StreamView } from '../journal/view-stream.ts'
import type { Policies } from '../policy/versions/policies.ts'

import { Problem } from '../problems/problem.ts'
import { type Approved, approve } from './approve-review.ts'
import { currentOverlap } from './current-overlap.ts'

import { assertWaiting, findNamedReview, isRecovery, type NamedReview } from './find-review.ts'
import { type Proposal, proposalOf } from './proposal.ts'
import { answerReview } from './review-answer.ts'
import { assertLevel } from './reviewer.ts'
import type { ResolveCommand, Review } from './reviews.ts'

/** What reviews are resolved with. */
export interface ResolveDeps extends AppendDeps {
  readonly policies: Pick<Policies, 'version' | 'newest'>
}

/** Writes a person's resolution: at most one per review, and never more than the order may still get. */
export async function resolveReview(deps: ResolveDeps, command: ResolveCommand): Promise<Review> {
  const review = await findNamedReview(deps.store, command.decision)
  const { account, order } = review
  const resolved = await appendToStream(deps, { account, order }, (view) => draftOf(deps, { command, review, view }))
  return answerReview(deps, review, { resolved })
}

interface Resolving {
  readonly command: ResolveCommand
  readonly review: NamedReview
  readonly view: StreamView
}

async function draftOf(deps: ResolveDeps, resolving: Resolving): Promise<Draft<'review_resolved'>> {
  const { command, review, view } = resolving
  const waiting = assertWaiting(view, review.id)
  const proposal = await proposalOf(deps, waiting.asked_by, view)
  const { result, memory } = isRecovery(waiting)
    ? { result: await settled(deps, resolving, waiting), memory: null }
    : command.outcome === 'approve'
      ? approved(approve({ command, waiting, proposal, view }), proposal, view)
      : denied(proposal, view)
  const { actions, parameters } = parametersApart(result.actions)
  return {
    kind: 'review_resolved',
    author: command.reviewer.author,
    policy: proposal?.asked.policy ?? review.first.policy,
    request: { review: review.id, asked_by: waiting.asked_by, level: waiting.level },
    result: { ...result, actions },
    confidential: { message: command.note, parameters, ...(memory === null ? {} : { memory }) },
  }
}

interface Worded {
  readonly result: ReviewResolvedResult
  readonly memory: PartMemory | null
}

const plain = {
  label: null,
  refund: null,
  amounts: {},
  amounts_total: {},
  rule: null,
  clause: null,
  actions: [],
  actions_given_before: [],
  denies: false,
  counted: false,
  settled_overlap: null,
} as const

function approved({ result }: Approved, proposal: Proposal | null, view: StreamView): Worded {
  const { counted, memory } = countWord(proposal, view, 'approve')
  return { result: { ...result, counted }, memory }
}

/** The denial of a claim counts as one; the state in which it was denied is remembered by the decision that asked. */
function denied(proposal: Proposal | null, view: StreamView): Worded {
  const isClaim = proposal !== null && proposal.asked.request.claim !== null
  const { counted, memory } = isClaim ? countWord(proposal, view, 'deny') : { counted: false, memory: null }
  const { rule, clause } = ruleOf(proposal)
  return {
    result: { ...plain, outcome: 'deny', reason_code: 'denied_by_reviewer', rule, clause, denies: true, counted },
    memory,
  }
}

/** What a person settles, at the level that the overlap calls for: more than this overlap is news again. */
async function settled(
  deps: ResolveDeps,
  { command, review, view }: Resolving,
  waiting: WaitingReview,
): Promise<ReviewResolvedResult> {
  if (command.amount !== null || command.proposed !== null || command.method !== null) {
    throw new Problem(
      'invalid_request',
      'The order got more than it may: settling that pays nothing, so name no amount.',
    )
  }
  const { amount, level, policy } = await currentOverlap(deps, review.order, view)
  assertLevel(command.reviewer, policy, higherLevel(policy.review.levels, waiting.level, level))
  const settled_overlap = amount.toDecimal()
  return { ...plain, outcome: command.outcome, reason_code: 'recovery_settled', settled_overlap }
}

/** An approval, and a denial of a claim, count once for each part and state. */
function countWord(
  proposal: Proposal | null,
  { previousOfPart }: StreamView,
  word: 'approve' | 'deny',
): { readonly counted: boolean; readonly memory: PartMemory | null } {
  const memory = previousOfPart?.confidential?.memory ?? null
  const state = proposal?.asked.confidential?.memory?.state
  if (state === undefined) return { counted: true, memory: null }
  const about = nameState(state)
  if (wasCounted(memory, word, about.fingerprint)) return { counted: false, memory: null }
  return { counted: true, memory: rememberPersonsWord(memory, about, [word]) }
}

function ruleOf(proposal: Proposal | null): Pick<ReviewResolvedResult, 'rule' | 'clause'> {
  const asked = proposal?.asked.result ?? null
  return { rule: asked?.rule ?? null, clause: asked?.clause ?? null }
}
