// The use cases of the built service over a store, for processes of their own.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createAccounts } from '../../dist/accounts/create-accounts.js'
import { createAuditLog } from '../../dist/audit/create-audit-log.js'
import { createDecisions } from '../../dist/decisions/create-decisions.js'
import { createJudgeCase } from '../../dist/decisions/judge-case.js'
import { createDisputes } from '../../dist/disputes/create-disputes.js'
import { newTimeOrderedId } from '../../dist/ids/entry-id.js'
import { createTakeTurns } from '../../dist/journal/take-turns.js'
import { createOrders } from '../../dist/orders/create-orders.js'
import { createCompiledEvaluator } from '../../dist/policy/evaluate/compiled.js'
import { createPolicies } from '../../dist/policy/versions/create-policies.js'
import { createReviews } from '../../dist/reviews/create-reviews.js'
import { openStorage } from '../../dist/storage/open/open-storage.js'
import { systemClock } from '../../dist/time/clock.js'

/** The shipped policy's text. */
export function shippedPolicy() {
  return readFile(new URL('../../rules/smm-panel/policy.yaml', import.meta.url), 'utf8')
}

/** Opens the store at the URL. `createEvaluator`: the compiled one unless given. */
export async function openDomain(url, { createEvaluator = createCompiledEvaluator } = {}) {
  const storage = await openStorage(url)
  const clock = systemClock
  const newId = newTimeOrderedId
  const audit = createAuditLog({ store: storage, clock, newId })
  const policies = createPolicies({
    store: storage,
    clock,
    createEvaluator,
    judgeCase: createJudgeCase(createCompiledEvaluator),
    recordPublished: (version) => audit.recordPublished(version),
  })
  const deps = {
    store: storage,
    policies,
    clock,
    newId,
    newSalt: () => randomBytes(16).toString('hex'),
    takeTurns: createTakeTurns(),
    approvalsPaused: () => audit.approvalsPaused(),
  }
  return {
    storage,
    policies,
    decisions: createDecisions(deps),
    orders: createOrders(deps),
    accounts: createAccounts(deps),
    reviews: createReviews(deps),
    disputes: createDisputes(deps),
    publish: (text, name = 'smm-panel') =>
      policies.publish({ name, text, reason: null, author: 'test', expected: 'any' }),
  }
}
