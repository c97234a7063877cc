import type { Access } from './access/access.ts'
import { createAccess } from './access/create-access.ts'
import type { Accounts } from './accounts/accounts.ts'
import { createAccounts } from './accounts/create-accounts.ts'
import type { AuditLog } from './audit/audit-log.ts'
import { createAuditLog } from './audit/create-audit-log.ts'
import { createDecisions } from './decisions/create-decisions.ts'
import type { Decisions } from './decisions/decisions.ts'
import { createJudgeCase } from './decisions/judge-case.ts'
import type { ToldHistory } from './decisions/told-history.ts'
import { createDisputes } from './disputes/create-disputes.ts'
import type { Disputes } from './disputes/disputes.ts'
import { createDrafts } from './drafts/create-drafts.ts'
import { createReleaseGuard } from './drafts/create-release-guard.ts'
import type { Drafts, DueDrafts } from './drafts/drafts.ts'
import type { GateChecks } from './drafts/gate-check.ts'
import { gateOfCases } from './drafts/gate-of-cases.ts'
import { createErasures } from './erasure/create-erasures.ts'
import type { Erasures } from './erasure/erasures.ts'
import { createEvents } from './events/create-events.ts'
import type { Events } from './events/events.ts'
import { newTimeOrderedId } from './ids/entry-id.ts'
import { newSalt } from './ids/new-salt.ts'
import type { ClockLag } from './journal/append-to-stream.ts'
import { countOn } from './journal/count-on.ts'
import { createTakeTurns, unbounded } from './journal/take-turns.ts'
import { createOrders } from './orders/create-orders.ts'
import type { Orders } from './orders/orders.ts'
import { type CompareTexts, compareTexts as compareHere } from './policy/difference/compare-texts.ts'
import type { PrepareEvaluator } from './policy/evaluate/evaluator.ts'
import { type CheckPolicyText, checkPolicy } from './policy/versions/check-policy.ts'
import { createPolicies } from './policy/versions/create-policies.ts'
import type { Policies } from './policy/versions/policies.ts'
import { type PrepareText, prepareTextWith } from './policy/versions/prepare-text.ts'
import { createReviews } from './reviews/create-reviews.ts'
import type { Reviews } from './reviews/reviews.ts'
import type { Storage } from './storage/storage.ts'
import type { Clock } from './time/clock.ts'

/** The store, and what decides on it. */
export interface DomainDeps {
  readonly storage: Storage
  readonly clock: Clock
  readonly createEvaluator: PrepareEvaluator
  /** Makes policy texts ready to decide by; in this thread and with `createEvaluator`, unless given. */
  readonly prepareText?: PrepareText
  /** The policies that decide; those of the store unless given. */
  readonly decidingPolicies?: Pick<Policies, 'active' | 'newest' | 'presumed' | 'version'>
  /** Whether what would pay waits for a person; the audit log says so unless given. */
  readonly approvalsPaused?: () => Promise<boolean>
  /** What is told of the past in place of the journal; nothing unless given. */
  readonly toldHistory?: ToldHistory
  /** Checks policy texts; they are checked in this thread, as long as it takes, unless given. */
  readonly checkText?: CheckPolicyText
  /** Compares policy texts; as `checkText`. */
  readonly compareTexts?: CompareTexts
  /** What measures the limits of publish gates, beside the cases; nothing unless given. */
  readonly gateChecks?: GateChecks
  /** Hears of a clock that is behind the newest entry of an account by more than some minutes. */
  readonly onClockBehind?: (lag: ClockLag) => void
  /** Hears why what was due could not be published when a decision was made; it is tried again. */
  readonly onDueFault?: (error: unknown) => void
  /** How long a request waits for others of its account, which are bounded then; as long as it takes unless given. Milliseconds. */
  readonly patienceMs?: number
}

/** An account's decisions are made one after the other: whoever comes behind so many would not be answered in time. */
const mostWaitingForAnAccount = 1000

/** All use cases over one store, as one process has them. */
export interface Domain {
  readonly decisions: Decisions
  readonly orders: Orders
  readonly accounts: Accounts
  readonly reviews: Reviews
  readonly disputes: Disputes
  readonly policies: Policies
  readonly drafts: Drafts
  readonly access: Access
  readonly audit: AuditLog
  readonly events: Events
  readonly erasures: Erasures
}

/** Wires the use cases over a store; nothing is read or written by itself. Two over one store are as two processes. */
export function createDomain(deps: DomainDeps): Domain {
  const { storage, clock, createEvaluator } = deps
  const store: Storage = { ...storage, historyCount: countOn((selection) => storage.historyCount(selection)) }
  const newId = newTimeOrderedId
  const judgeCase = createJudgeCase(createEvaluator)
  const { checkText = (task) => checkPolicy(judgeCase, task), compareTexts = async (task) => compareHere(task) } = deps
  const gateChecks = [gateOfCases, ...(deps.gateChecks ?? [])]
  const audit = createAuditLog({ store, clock, newId })
  const policies = createPolicies({
    store,
    clock,
    prepareText: deps.prepareText ?? prepareTextWith(createEvaluator),
    checkText,
    compareTexts,
    guard: createReleaseGuard({ store, gateChecks }),
    recordPublished: (version) => audit.recordPublished(version),
  })
  const drafts = createDrafts({
    store,
    policies,
    audit,
    clock,
    newId,
    checkText,
    gateChecks,
    compareTexts,
  })
  const {
    decidingPolicies = withDueDrafts(policies, drafts.due, deps.onDueFault),
    approvalsPaused = () => audit.approvalsPaused(),
    onClockBehind = () => {},
    toldHistory,
  } = deps
  const takeTurns = createTakeTurns(
    deps.patienceMs === undefined ? unbounded : { mostWaiting: mostWaitingForAnAccount, patience: deps.patienceMs },
  )
  const writing = { store, policies: decidingPolicies, clock, newId, newSalt, takeTurns, onClockBehind }
  return {
    decisions: createDecisions({
      ...writing,
      policies: { ...policies, ...decidingPolicies },
      draftText: (policy, id) => drafts.textOf(policy, id),
      approvalsPaused,
      ...(toldHistory === undefined ? {} : { toldHistory }),
    }),
    orders: createOrders(writing),
    accounts: createAccounts({ ...writing, policies: { ...decidingPolicies, list: () => policies.list() } }),
    reviews: createReviews(writing),
    disputes: createDisputes(writing),
    policies,
    drafts,
    access: createAccess({ store, audit, clock, newId }),
    audit,
    events: createEvents({ store }),
    erasures: createErasures({ ...writing, audit }),
  }
}

/** The policies, where what is due is published before it is asked which version decides. */
function withDueDrafts(
  policies: Policies,
  due: DueDrafts,
  onFault: (error: unknown) => void = () => {},
): NonNullable<DomainDeps['decidingPolicies']> {
  // What cannot be published keeps nobody from deciding by what is.
  const publishDue = (): Promise<unknown> => due.publish().catch(onFault)
  return {
    ...policies,
    active: (name) => (due.isDue() ? publishDue().then(() => policies.active(name)) : policies.active(name)),
    presumed: (name) => (due.isDue() ? publishDue().then(() => policies.presumed(name)) : policies.presumed(name)),
  }
}
