import type { JudgeCase } from '../cases/run-case.ts'
import { parsePolicy } from '../parse/parse-policy.ts'
import { checkPolicy } from '../versions/check-policy.ts'
import type { PolicyCheck } from '../versions/policies.ts'
import { type CaseStrength, mutatePolicy } from './mutate-policy.ts'

/** A text whose cases are to be tried; plain data. */
export interface StrengthTask {
  /** The policy that it is to be a version of; null for any. */
  readonly name: string | null
  readonly text: string
}

/** Its faults, how its cases come out, and how strong they are; null where the text has errors or a case does not hold. */
export type StrengthCheck = PolicyCheck & { readonly strength: CaseStrength | null }

/** Checks a text and, where it is valid, how strong its cases are. `onStep` hears what is looked at next. */
export async function checkStrength(
  judges: {
    /** Says why. */
    readonly full: JudgeCase
    /** For many. */
    readonly quick: JudgeCase
  },
  { name, text }: StrengthTask,
  onStep: (step: string) => void = () => {},
): Promise<StrengthCheck> {
  const check = await checkPolicy(judges.full, { name, text, before: null }, onStep)
  const { policy } = check.valid ? parsePolicy(text) : { policy: null }
  const strength = policy === null ? null : await mutatePolicy(policy, judges.quick, { onStep })
  return { ...check, strength }
}
