import { evaluateExpression } from '../expression/evaluate-expression.ts'
import { factsOf } from '../expression/facts-of.ts'
import type { Expression } from '../model/expression.ts'
import { nothingGiven } from '../model/given.ts'
import type { Policy } from '../model/policy.ts'
import { type Evaluated, type FactValues, Unknown } from '../model/value.ts'
import type { Evaluation } from './evaluation.ts'

/** Interprets formulas as they stand; each is computed when first asked for, and once. */
export function interpretedEvaluation(policy: Policy, facts: FactValues, now: number): Evaluation {
  return interpret({ policy, facts, now, computed: new Map() })
}

interface InterpretedRun {
  readonly policy: Policy
  readonly facts: FactValues
  readonly now: number
  readonly computed: Map<Expression, Evaluated>
}

function interpret(run: InterpretedRun): Evaluation {
  const { policy, facts, now, computed } = run
  const { timeZone, workingDays, tables } = policy
  const scope = { value, now, given: nothingGiven, timeZone, workingDays, tables }

  function value(kind: 'fact' | 'derived', name: string): Evaluated {
    if (kind === 'fact') return facts.get(name) ?? Unknown.of(name)
    const formula = policy.derived.get(name)
    if (formula === undefined) throw new TypeError(`no derived value is called ${name}`)
    return once(formula)
  }

  function once(formula: Expression): Evaluated {
    const known = computed.get(formula)
    if (known !== undefined) return known
    const evaluated = evaluateExpression(formula, scope)
    computed.set(formula, evaluated)
    return evaluated
  }

  return {
    policy,
    facts,
    now,
    value,
    evaluate: (expression, given) =>
      given === nothingGiven ? once(expression) : evaluateExpression(expression, { ...scope, given }),
    withFacts: (more) => interpret(runWith(run, more)),
  }
}

/** Keeps what was computed, but for what reads one of the further facts. */
function runWith({ policy, facts, now, computed }: InterpretedRun, more: FactValues): InterpretedRun {
  const kept = [...computed].filter(([formula]) => {
    return ![...factsOf(formula, policy.derived)].some((fact) => more.has(fact))
  })
  return { policy, facts: new Map([...facts, ...more]), now, computed: new Map(kept) }
}
