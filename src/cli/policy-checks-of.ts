import type { Config } from '../config/config.ts'
import { createPolicyChecks, type PolicyChecks } from '../workers/policy-checks.ts'

/** Threads that check policy texts for a service, as its settings say. */
export function policyChecksOf({ policyCheckThreads, policyCheckMs }: Config): PolicyChecks {
  return createPolicyChecks({ threads: policyCheckThreads, milliseconds: policyCheckMs })
}
