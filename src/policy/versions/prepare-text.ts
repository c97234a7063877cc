import type { Diagnostic } from '../../problems/diagnostic.ts'
import { inSlices } from '../../time/in-slices.ts'
import type { Evaluator, EvaluatorKind, PrepareEvaluator } from '../evaluate/evaluator.ts'
import { makeEvaluator } from '../evaluate/make-evaluator.ts'
import { createReferenceEvaluator } from '../evaluate/with-json-rules-engine.ts'
import type { Policy } from '../model/policy.ts'
import { parsePolicy } from '../parse/parse-policy.ts'
import { type EvaluatorsDiffer, prepareAgreed } from './agreed-evaluator.ts'
import { candidatesOf } from './evaluator-candidates.ts'
import { type FlatPolicy, flattenPolicy, unflattenPolicy } from './flat-policy.ts'

/** A text as a policy, with what rules by it; its diagnostics where it has faults. */
export type ReadyText =
  | { readonly policy: Policy; readonly evaluator: Evaluator }
  | { readonly policy: null; readonly diagnostics: readonly Diagnostic[] }

/** Makes a text ready to decide by, here or elsewhere. */
export type PrepareText = (text: string) => Promise<ReadyText>

/** A text to make ready, and the quickest evaluator that may rule; plain data. */
export interface PrepareTask {
  readonly text: string
  readonly evaluator: EvaluatorKind
}

/** A text that was made ready elsewhere: the policy, which evaluator rules right, and which do not; plain data. */
export type PreparedText =
  | {
      readonly policy: FlatPolicy
      readonly evaluator: EvaluatorKind
      readonly differences: readonly EvaluatorsDiffer[]
    }
  | { readonly policy: null; readonly diagnostics: readonly Diagnostic[] }

/** Makes texts ready in this thread, with evaluators that are made so. */
export function prepareTextWith(createEvaluator: PrepareEvaluator): PrepareText {
  return async (text) => {
    const { policy, diagnostics } = parsePolicy(text)
    return policy === null ? { policy, diagnostics } : { policy, evaluator: await createEvaluator(policy) }
  }
}

/** Reads a text and tries its evaluators, for another thread to take over. */
export async function prepareForTakeover({ text, evaluator }: PrepareTask): Promise<PreparedText> {
  const differences: EvaluatorsDiffer[] = []
  const prepare = prepareTextWith(
    prepareAgreed({
      candidates: candidatesOf(evaluator),
      createReference: createReferenceEvaluator,
      onEvaluatorsDiffer: (difference) => differences.push(difference),
    }),
  )
  const ready = await prepare(text)
  if (ready.policy === null) return ready
  return { policy: flattenPolicy(ready.policy), evaluator: ready.evaluator.kind, differences }
}

/** The same policy and the same evaluator in this thread, made while others have their turns. */
export async function takeOver(prepared: PreparedText): Promise<ReadyText> {
  if (prepared.policy === null) return prepared
  const policy = await inSlices(unflattenPolicy(prepared.policy))
  return { policy, evaluator: await inSlices(makeEvaluator(prepared.evaluator, policy)) }
}
