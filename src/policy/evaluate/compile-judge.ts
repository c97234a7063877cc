import type { FactSlots } from '../model/fact-slots.ts'
import type { Policy } from '../model/policy.ts'
import { type GeneratedCode, generateJudge, type Judge } from './generate-judge.ts'
import { NotGenerated } from './source-writer.ts'
import type { Verdict } from './verdict.ts'

/**
 * The policy's judge as machine code; null where the platform forbids generated code
 * (`--disallow-code-generation-from-strings`) and for a policy that is too large for it. It says undefined where
 * only the interpreter can say what is so, as of facts that lack what every valid request has.
 */
export function* compileJudge(
  policy: Policy,
): Generator<void, ((facts: FactSlots, now: number) => Verdict | undefined) | null> {
  const generated = yield* generatedCode(policy)
  if (generated === null) return null
  const judge = evaluated(generated.source, generated.constants)
  if (judge === null) return null
  const { sureFacts } = generated
  return ({ slots, completeFor }, now) => {
    if (completeFor !== 'refunds' && sureFacts.some((slot) => slots[slot] === undefined)) return undefined
    try {
      return judge(slots, now)
    } catch {
      // A calculation without a result: the interpreter finds it again, and says which.
      return undefined
    }
  }
}

function* generatedCode(policy: Policy): Generator<void, GeneratedCode | null> {
  try {
    return yield* generateJudge(policy)
  } catch (error) {
    if (error instanceof NotGenerated) return null
    throw error
  }
}

function evaluated(source: string, constants: readonly unknown[]): Judge | null {
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- nothing of a policy's text is in it but literals
    const make = new Function('k', source) as (constants: readonly unknown[]) => Judge
    return make(constants)
  } catch (error) {
    if (error instanceof EvalError) return null
    throw error
  }
}
