import { languageOf } from '../decisions/decide.ts'
import { type GivenActions, giveActions } from '../decisions/give.ts'
import { gatherHistoryFacts } from '../decisions/history-facts.ts'
import { factsToJson } from '../decisions/stored-facts.ts'
import type { ConfidentialValues } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { DisputeRuled } from '../journal/kinds/dispute-ruling.ts'
import { type GivenBefore, givenOnce } from '../journal/kinds/given-action.ts'
import { ofKinds } from '../journal/of-kind.ts'
import { parametersApart } from '../journal/personal-parameters.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { Rational } from '../money/rational.ts'
import { freezeOrderFacts } from '../orders/freeze-order-facts.ts'
import { invalidFacts } from '../orders/order-subject.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import { noSums, writeMessage } from '../policy/evaluate/write-message.ts'
import { completeFacts } from '../policy/facts/complete-facts.ts'
import { Unknown, type Value } from '../policy/model/value.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import type { DisputeEntry } from './dispute-state.ts'
import type { HistoryPlace } from './history-before.ts'

/** What the policy says of a notice, and what it was told of. */
export interface RuledNotice {
  readonly ruled: Omit<DisputeRuled, 'standing' | 'effect'>
  /** What is stored beside the entry. */
  readonly confidential: Pick<ConfidentialValues, 'message' | 'facts' | 'personal_facts' | 'parameters'>
}

interface Ruling {
  readonly loaded: LoadedPolicy
  readonly view: StreamView
  /** The facts of the notice. */
  readonly given: ReadonlyMap<string, Value>
  readonly currency: string
  /** Where history ends that the dispute is none of. */
  readonly before: HistoryPlace
  /** What was said of the dispute before. */
  readonly entries: readonly DisputeEntry[]
}

/** Decides a notice by the dispute rules. Problem invalid_facts where a fact is missing that they require. */
export async function ruleOnNotice(store: JournalStore, asked: Ruling): Promise<RuledNotice> {
  const { policy, evaluator } = asked.loaded
  const evaluation = await begin(store, asked)
  const { outcome, rule, clause, reason, message } = await evaluator.ruleDispute(evaluation)
  const { actions, before } = actionsOf(evaluation, rule, givenIn(asked.entries))
  const stored = parametersApart(actions)
  const ruled = {
    outcome,
    rule,
    clause: clause === null ? null : { id: clause },
    reason_code: reason,
    actions: stored.actions,
    actions_given_before: before,
  }
  const words = writeMessage(message, { policy, language: languageOf({ evaluation }), sums: noSums })
  return {
    ruled,
    confidential: { message: words, ...factsToJson(policy, evaluation.facts), parameters: stored.parameters },
  }
}

/** The actions of a dispute rule, each once for a dispute. What a dispute rule asks for is never about a refund. */
function actionsOf(evaluation: Evaluation, rule: string | null, actions_given: readonly GivenBefore[]): GivenActions {
  const declared = evaluation.policy.disputes.find(({ id }) => id === rule)?.actions ?? []
  const soFar = { amounts_given: {}, actions_given }
  const given = giveActions(evaluation, declared, { refund: Rational.zero, amounts: new Map(), scale: 0, soFar })
  return given instanceof Unknown ? { actions: [], before: [] } : given
}

function givenIn(entries: readonly DisputeEntry[]): readonly GivenBefore[] {
  return ofKinds(entries, ['dispute_opened', 'dispute_amended']).flatMap(({ id, result }) =>
    givenOnce(id, result.actions),
  )
}

async function begin(store: JournalStore, asked: Ruling): Promise<Evaluation> {
  const { loaded, view, given, currency, before } = asked
  const { policy, evaluator } = loaded
  const frozen = freezeOrderFacts(policy, given, view.previous)
  const { facts, errors } = completeFacts(policy, 'disputes', frozen.facts, view.now)
  if (errors.length > 0) throw invalidFacts(errors)
  const evaluation = evaluator.begin(facts, view.now)
  const place = { view: { ...view, ...before }, currency, evaluation }
  return evaluation.withFacts(await gatherHistoryFacts(store, policy, 'disputes', place))
}
