import { type FactRow, factRowClass, isFactRow } from '../model/fact-row.ts'
import { type FactSlots, factLayout } from '../model/fact-slots.ts'
import type { Policy } from '../model/policy.ts'
import { runCode } from '../model/run-code.ts'
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
  const { source, constants, sureFacts } = generated
  const judge = runCode(source, constants) as Judge | null
  const Row = factRowClass(factLayout(policy))
  if (judge === null || Row === null) return null
  const rowOf = ({ layout, slots, completeFor }: FactSlots): FactRow | undefined =>
    completeFor !== 'refunds' && sureFacts.some((slot) => slots[slot] === undefined)
      ? undefined
      : new Row(layout, slots, completeFor)
  return (facts, now) => {
    const row = isFactRow(facts) ? facts : rowOf(facts)
    if (row === undefined) return undefined
    try {
      return judge(row, now)
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
