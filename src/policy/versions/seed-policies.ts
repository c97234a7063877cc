import { Problem } from '../../problems/problem.ts'
import { parsePolicy } from '../parse/parse-policy.ts'
import type { Policies } from './policies.ts'
import type { PolicyVersion } from './policy-version.ts'

/**
 * On a store without any policy: publishes the texts as version 1 by `system` and returns what this
 * process published, nothing otherwise. Of several processes that start at once each text is
 * published by one. Problems invalid_policy, policy_cases_failed.
 */
export async function seedPolicies(
  policies: Pick<Policies, 'list' | 'publish'>,
  texts: readonly string[],
): Promise<readonly PolicyVersion[]> {
  if ((await policies.list()).length > 0) return []
  const published: PolicyVersion[] = []
  for (const text of texts) {
    const version = await seed(policies, text)
    if (version !== null) published.push(version)
  }
  return published
}

async function seed(policies: Pick<Policies, 'publish'>, text: string): Promise<PolicyVersion | null> {
  const { policy, diagnostics } = parsePolicy(text)
  if (policy === null) {
    throw new Problem('invalid_policy', 'A policy that ships with the service has faults.', {
      extensions: { diagnostics },
    })
  }
  try {
    return await policies.publish({
      name: policy.name,
      text,
      reason: 'shipped with the service',
      author: 'system',
      expected: 'absent',
    })
  } catch (cause) {
    if (cause instanceof Problem && cause.code === 'version_conflict') return null
    throw cause
  }
}
