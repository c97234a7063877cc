import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import type { Ruling } from '../policy/evaluate/evaluator.ts'
import type { TemplateSource } from '../policy/evaluate/fill-template.ts'

/** Where the policy's own words find their values. */
export function wordsFrom(evaluation: Evaluation, { currency, method }: Ruling): TemplateSource {
  return { value: (kind, name) => evaluation.value(kind, name), currency, method }
}
