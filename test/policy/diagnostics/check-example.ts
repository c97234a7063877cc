import { createJudgeCase } from '../../../src/decisions/judge-case.ts'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import { checkPolicy } from '../../../src/policy/versions/check-policy.ts'
import type { PolicyCheck } from '../../../src/policy/versions/policies.ts'

/** Checks a text as one that is published under the name of the example policy. */
export async function checkExample(text: string): Promise<PolicyCheck> {
  return checkPolicy(createJudgeCase(createCompiledEvaluator), { name: 'shop', text, before: null })
}
