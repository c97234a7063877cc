import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Access } from './access/access.ts'
import { createAccess } from './access/create-access.ts'
import type { AuditLog } from './audit/audit-log.ts'
import { createAuditLog } from './audit/create-audit-log.ts'
import type { Config, EvaluatorName } from './config/config.ts'
import { installedFile } from './config/installation.ts'
import { createDecisions } from './decisions/create-decisions.ts'
import type { DecisionPreview, Decisions } from './decisions/decisions.ts'
import { createJudgeCase } from './decisions/judge-case.ts'
import { createDisputes } from './disputes/create-disputes.ts'
import type { Disputes } from './disputes/disputes.ts'
import type { Json } from './fingerprint/canonical-json.ts'
import { sha256 } from './fingerprint/fingerprint.ts'
import { createApp } from './http/create-app.ts'
import { type DrainingServer, listen } from './http/draining-server.ts'
import { type NewId, newTimeOrderedId } from './ids/entry-id.ts'
import type { Accounts } from './journal/accounts.ts'
import { createAccounts } from './journal/create-accounts.ts'
import { createTakeTurns } from './journal/take-turns.ts'
import { createLogger, type Logger } from './observability/logger.ts'
import { createOrders } from './orders/create-orders.ts'
import type { Orders } from './orders/orders.ts'
import { createCompiledEvaluator } from './policy/evaluate/compiled.ts'
import type { CreateEvaluator } from './policy/evaluate/evaluator.ts'
import { createReferenceEvaluator } from './policy/evaluate/with-json-rules-engine.ts'
import { parsePolicy } from './policy/parse/parse-policy.ts'
import { checkPolicy } from './policy/versions/check-policy.ts'
import { createPolicies } from './policy/versions/create-policies.ts'
import type { LoadedPolicy, Policies, PolicyCheck } from './policy/versions/policies.ts'
import { seedPolicies } from './policy/versions/seed-policies.ts'
import type { Diagnostic } from './problems/diagnostic.ts'
import { Problem } from './problems/problem.ts'
import { createReviews } from './reviews/create-reviews.ts'
import type { Reviews } from './reviews/reviews.ts'
import { openStorage } from './storage/open-storage.ts'
import type { Storage } from './storage/storage.ts'
import { type Clock, systemClock } from './time/clock.ts'
import { formatInstant } from './time/instant.ts'
import { type Repetition, repeat } from './time/repeat.ts'

export { migrateStorage } from './storage/open-storage.ts'

/** What tests replace: time, ids, store and log. */
export interface ServiceOverrides {
  readonly clock?: Clock
  readonly newId?: NewId
  /** The service closes it. */
  readonly storage?: Storage
  readonly logger?: Logger
}

/** A service over one store, wired; it does nothing by itself until it is prepared or listens. */
export interface Service {
  readonly decisions: Decisions
  readonly orders: Orders
  readonly accounts: Accounts
  readonly reviews: Reviews
  readonly disputes: Disputes
  readonly policies: Policies
  readonly access: Access
  readonly audit: AuditLog
  readonly storage: Storage
  /**
   * Makes a store ready to serve: publishes the first policy where there is none, completes the
   * audit log after a crash, and sees to an administrator's key. Resolves to the secret of a key
   * that was made or stored just now, null otherwise.
   */
  prepare(): Promise<Prepared>
  /** Prepares the store, then listens, and passes overdue reviews on from time to time. An address that can not be had is a Problem invalid_configuration. */
  listen(): Promise<Prepared & { readonly url: string }>
  /**
   * Answers everything that was accepted, then closes the store. `cut_off`: the drain timeout was up
   * first. Safe to call twice.
   */
  close(): Promise<'drained' | 'cut_off'>
}

/** Opens the store and wires a service. Problems invalid_configuration, store_unavailable, store_damaged. */
export async function createService(config: Config, overrides: ServiceOverrides = {}): Promise<Service> {
  const logger = overrides.logger ?? createLogger({ level: config.logLevel })
  const storage = overrides.storage ?? (await openStorage(config.storeUrl))
  const domain = wireDomain(config, storage, overrides)
  const checkReady = (): Promise<void> => storage.checkReady()
  let server: DrainingServer | null = null
  let escalation: Repetition | null = null
  let closing: Promise<'drained' | 'cut_off'> | null = null
  const close = async (): Promise<'drained' | 'cut_off'> => {
    logger.info('closing')
    const [outcome = 'drained'] = await Promise.all([server?.drain(config.drainTimeoutMs), escalation?.stop()])
    await storage.close()
    logger.info({ outcome }, 'closed')
    return outcome
  }
  const prepare = (): Promise<Prepared> => prepareStore(config, domain)
  return {
    ...domain,
    storage,
    prepare,
    listen: async () => {
      const prepared = await prepare()
      server = await listen(createApp({ ...domain, checkReady, logger, config }), config)
      escalation = repeatEscalation(config.reviewEscalationIntervalMs, domain.reviews, logger)
      logger.info({ url: server.url }, 'listening')
      return { ...prepared, url: server.url }
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

function repeatEscalation(milliseconds: number, reviews: Reviews, logger: Logger): Repetition {
  const escalate = async (): Promise<void> => {
    const escalated = await reviews.escalateOverdue()
    if (escalated > 0) logger.info({ escalated }, 'overdue reviews were passed on to the next level')
  }
  return repeat(milliseconds, escalate, (error) => {
    logger.error({ err: error }, 'overdue reviews could not be passed on; it is tried again')
  })
}

interface Prepared {
  readonly newAdminSecret: string | null
}

type Domain = Omit<Service, 'storage' | 'prepare' | 'listen' | 'close'>

const evaluators: Readonly<Record<EvaluatorName, CreateEvaluator>> = {
  compiled: createCompiledEvaluator,
  reference: createReferenceEvaluator,
}

function wireDomain(config: Config, storage: Storage, overrides: ServiceOverrides): Domain {
  const { clock = systemClock, newId = newTimeOrderedId } = overrides
  const createEvaluator = evaluators[config.evaluator]
  const audit = createAuditLog({ store: storage, clock, newId })
  const access = createAccess({ store: storage, audit, clock, newId })
  const policies = createPolicies({
    store: storage,
    clock,
    createEvaluator,
    judgeCase: createJudgeCase(createEvaluator),
    recordPublished: (version) => audit.recordPublished(version),
  })
  const approvalsPaused = (): Promise<boolean> => audit.approvalsPaused()
  const deps = { store: storage, policies, clock, newId, newSalt, takeTurns: createTakeTurns() }
  return {
    decisions: createDecisions({ ...deps, approvalsPaused }),
    orders: createOrders(deps),
    accounts: createAccounts(deps),
    reviews: createReviews(deps),
    disputes: createDisputes(deps),
    policies,
    access,
    audit,
  }
}

async function prepareStore(config: Config, { policies, access, audit }: Domain): Promise<Prepared> {
  await seedPolicies(policies, [await firstPolicyText(config)])
  await audit.reconcilePublishes(policies)
  const created = await access.ensureAdminKey(config.adminKey)
  return { newAdminSecret: created?.secret ?? null }
}

async function firstPolicyText({ firstPolicyFile }: Config): Promise<string> {
  const path = installedFile(firstPolicyFile)
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new Problem('invalid_configuration', `first_policy_file: ${path} can not be read`, { cause })
  }
}

/** 32 random hexadecimal digits. */
function newSalt(): string {
  return randomBytes(16).toString('hex')
}

/** A policy text that decides without being published; nothing is kept. */
export interface TrialPolicy {
  /** Each order as if it were the first of its account. Problem invalid_facts. */
  decide(facts: unknown): Promise<DecisionPreview>
  /** The same, and how it came about. */
  explain(facts: unknown): Promise<{ readonly decision: DecisionPreview; readonly trace: Json }>
}

/** Checks and tries policy texts without a store. */
export interface Workbench {
  /** Every fault of the text; its cases where it has none. */
  check(text: string): Promise<PolicyCheck>
  /** The text ready to decide at the clock's time, whether its cases hold or not; null where it has faults. */
  load(text: string, clock: Clock): { readonly trial: TrialPolicy | null; readonly diagnostics: readonly Diagnostic[] }
}

/** The version of a text that was not published. */
const unpublished = 0

/** Wires a workbench. */
export function createWorkbench(): Workbench {
  return {
    check: (text) => checkPolicy(createJudgeCase(createCompiledEvaluator), null, text),
    load: (text, clock) => {
      const { policy, diagnostics } = parsePolicy(text)
      if (policy === null) return { trial: null, diagnostics }
      const version = {
        name: policy.name,
        version: unpublished,
        sha256: sha256(text),
        text,
        author: 'nobody',
        reason: null,
        published_at: formatInstant(clock.now()),
      }
      return { trial: createTrial({ version, policy, evaluator: createCompiledEvaluator(policy) }, clock), diagnostics }
    },
  }
}

function createTrial(loaded: LoadedPolicy, clock: Clock): TrialPolicy {
  const load = async (): Promise<LoadedPolicy> => loaded
  const decisionsOnNothing = async (): Promise<Decisions> =>
    createDecisions({
      store: await openStorage('memory:'),
      policies: { active: load, version: load },
      approvalsPaused: async () => false,
      clock,
      newId: newTimeOrderedId,
      newSalt,
      takeTurns: createTakeTurns(),
    })
  const policy = loaded.policy.name
  const untouched = decisionsOnNothing()
  return {
    decide: async (facts) => (await untouched).preview({ policy, facts }),
    explain: async (facts) => {
      const decisions = await decisionsOnNothing()
      const { decision } = await decisions.decide({ policy, facts, idempotencyKey: null, author: 'nobody' })
      const { id: _, trace = null, ...explained } = await decisions.find(decision.id, { facts: false, trace: true })
      return { decision: explained, trace }
    },
  }
}
