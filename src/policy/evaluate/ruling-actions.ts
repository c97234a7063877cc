import type { Action } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import type { Evaluation } from './evaluation.ts'
import type { Ruling } from './evaluator.ts'
import { valueText } from './value-text.ts'

/** Actions with their parameters computed, numbers as exact text; a parameter that is unknown is left out. */
export function rulingActions(evaluation: Evaluation, actions: readonly Action[]): Ruling['actions'] {
  return actions.map(({ name, parameters }) => {
    const known: [string, string | boolean][] = []
    for (const [parameter, formula] of parameters) {
      const value = evaluation.evaluate(formula, null)
      if (value instanceof Unknown) continue
      known.push([parameter, typeof value === 'boolean' ? value : valueText(value)])
    }
    return { name, parameters: Object.fromEntries(known) }
  })
}
