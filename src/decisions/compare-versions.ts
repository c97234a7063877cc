import { isSameJson } from '../fingerprint/same-json.ts'
import type { EntryOf } from '../journal/entry.ts'
import type { Circumstances } from '../journal/kinds/circumstances.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import { traceRefund } from '../policy/evaluate/trace.ts'
import { nothingGiven } from '../policy/model/given.ts'
import type { LoadedPolicy, Policies } from '../policy/versions/policies.ts'
import { unpublished } from '../policy/versions/unpublished-version.ts'
import { Problem } from '../problems/problem.ts'
import { startOfDate } from '../time/calendar.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { ComparedBy, ComparedItem, ComparedRuling, CompareQuestion, Comparison } from './comparison.ts'
import { basisIn, decide } from './decide.ts'
import { type DecideRefundDeps, decideOn, inputNow } from './decide-refund.ts'
import { answeredRefund, type DecidedAnswer } from './decision.ts'
import type { DecisionTrace } from './explain.ts'
import { decidableEntry, type FindDecisionsDeps } from './find-decisions.ts'
import type { RefundQuestion } from './refund-question.ts'
import { knownFacts, storedFactsFor } from './stored-facts.ts'

/** What versions are compared with. */
export interface CompareDeps extends DecideRefundDeps {
  readonly store: DecideRefundDeps['store'] & FindDecisionsDeps['store']
  readonly policies: DecideRefundDeps['policies'] & Pick<Policies, 'version' | 'inForceAt' | 'tried'>
  /** The text of a draft of the policy as it is now. Problem draft_not_found. */
  readonly draftText: (policy: string, id: string) => Promise<string>
}

/** How one version rules on what is asked about, and the run that it ruled on. */
type RuleBy = (loaded: LoadedPolicy) => Promise<Ruled>

interface Ruled {
  readonly answer: DecidedAnswer
  readonly evaluation: Evaluation
  readonly circumstances: Circumstances
}

interface Asked {
  readonly policy: string
  readonly rule: RuleBy
  /** The version by whose words it is found out when it was bought. */
  readonly usual: () => Promise<LoadedPolicy>
}

/**
 * Rules on the same facts by several versions or texts and says what differs; nothing is stored. Facts are ruled on as a
 * preview is, a stored decision's in the circumstances of then. Problems decision_not_found, decision_erased,
 * policy_not_found, policy_version_not_found, draft_not_found, invalid_policy; what a version makes of the facts is no problem of the whole.
 */
export async function compareVersions(
  deps: CompareDeps,
  { about, by, at, traced = false }: CompareQuestion,
): Promise<Comparison> {
  const asked =
    'decision' in about
      ? await askAgain(deps, about.decision)
      : askNow(at === undefined ? deps : { ...deps, clock: { now: () => at } }, about)
  const items: ComparedItem[] = []
  for (const one of by) {
    const item = await itemOf(await versionFor(deps, asked, one), { by: one, traced }, asked.rule)
    items.push({ ...item, differs: differsFrom(items[0], item) })
  }
  return { policy: asked.policy, decision: 'decision' in about ? about.decision : null, items }
}

function askNow(deps: CompareDeps, question: RefundQuestion): Asked {
  const { policy, language } = question
  return {
    policy,
    usual: () => deps.policies.active(policy),
    rule: async (loaded) => {
      const input = await inputNow(deps, loaded, question)
      const { evaluation, circumstances } = input
      return { answer: await decideOn(input, language), evaluation, circumstances }
    },
  }
}

async function askAgain(deps: CompareDeps, id: string): Promise<Asked> {
  const { entry, policy } = await decidableEntry(deps.store, id)
  return {
    policy: policy.name,
    usual: () => deps.policies.version(policy.name, policy.version),
    rule: (loaded) => ruleOnStored(loaded, entry),
  }
}

/** The circumstances that were stored, and the facts as far as the version knows them. Problem invalid_facts. */
async function ruleOnStored({ policy, evaluator }: LoadedPolicy, entry: EntryOf<'decision'>): ReturnType<RuleBy> {
  const now = parseInstant(entry.decided_at)
  const evaluation = evaluator.begin(storedFactsFor(policy, knownFacts(entry), { section: 'refunds', now }), now)
  const answer = decide(basisIn(entry.request, evaluation), await evaluator.ruleRefund(evaluation))
  return { answer, evaluation, circumstances: entry.request.circumstances }
}

async function versionFor({ policies, draftText }: CompareDeps, asked: Asked, by: ComparedBy): Promise<LoadedPolicy> {
  switch (by.kind) {
    case 'active':
      return policies.active(asked.policy)
    case 'version':
      return policies.version(asked.policy, by.version)
    case 'draft':
      return policies.tried(asked.policy, await draftText(asked.policy, by.id))
    case 'text':
      return policies.tried(asked.policy, by.text)
    case 'at_purchase': {
      const { evaluation } = await asked.rule(await asked.usual())
      return policies.inForceAt(asked.policy, formatInstant(purchasedAt(evaluation)))
    }
  }
}

/** Problem invalid_request where the policy does not say which fact tells it, or the fact is unknown. */
function purchasedAt(evaluation: Evaluation): number {
  const { policy } = evaluation
  const formula = policy.subject.purchasedAt
  const value = formula === null ? null : evaluation.evaluate(formula, nothingGiven)
  if (typeof value === 'number') return value
  if (typeof value === 'string') return startOfDate(value, policy.timeZone)
  const why =
    formula === null
      ? 'the policy does not say which fact tells when an order was bought (subject.purchased_at)'
      : `${formula.source} is unknown`
  throw new Problem('invalid_request', `Which version was in force at the purchase cannot be said: ${why}.`, {
    extensions: { errors: [] },
  })
}

async function itemOf(
  loaded: LoadedPolicy,
  { by: { kind }, traced }: { readonly by: ComparedBy; readonly traced: boolean },
  rule: RuleBy,
): Promise<Omit<ComparedItem, 'differs'>> {
  const { version, sha256 } = loaded.version
  const place = { by: kind, version: version === unpublished ? null : version, sha256 }
  try {
    const ruled = await rule(loaded)
    return { ...place, ruling: rulingOf(ruled.answer), problem: null, ...(traced ? { trace: traceOf(ruled) } : {}) }
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid_facts') throw error
    return { ...place, ruling: null, problem: { code: error.code, detail: error.detail } }
  }
}

function traceOf({ evaluation: { policy, facts, now }, circumstances }: Ruled): DecisionTrace {
  return { ...traceRefund(policy, facts, now), circumstances }
}

function rulingOf({ result, message }: DecidedAnswer): ComparedRuling {
  const { outcome, label, reason_code, rule, clause, refund, amounts, actions, review } = result
  return {
    outcome,
    label,
    reason_code,
    message,
    rule,
    clause,
    refund: refund === null ? null : answeredRefund(refund),
    amounts,
    actions: actions.map(({ name, parameters }) => ({ name, parameters })),
    review:
      review === null
        ? null
        : {
            level: review.level,
            proposed: review.proposed,
            currency: review.currency,
            missing_facts: review.missing_facts,
          },
  }
}

function differsFrom(first: ComparedItem | undefined, { ruling }: Omit<ComparedItem, 'differs'>): readonly string[] {
  if (first === undefined) return []
  if (first.ruling === null || ruling === null) return first.ruling === ruling ? [] : ['problem']
  const [left, right] = [new Map(Object.entries(first.ruling)), new Map(Object.entries(ruling))]
  return [...left.keys()].filter((member) => !isSameJson(left.get(member), right.get(member)))
}
