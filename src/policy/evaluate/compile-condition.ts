import type { Condition } from '../model/condition.ts'
import { Unknown } from '../model/value.ts'
import { compileLeaf } from './compile-leaf.ts'
import type { CompiledCondition, ConditionScope } from './compiled-run.ts'

/** Turns conditions of one policy into closures; literals are bound when they are made, named conditions are made once. */
export function conditionCompiler(scope: ConditionScope): (condition: Condition) => CompiledCondition {
  const named = new Map<Condition, CompiledCondition>()
  const compile = (condition: Condition): CompiledCondition => {
    if (condition.kind !== 'named') return compileUnnamed(condition, scope, compile)
    const known = named.get(condition.of) ?? compile(condition.of)
    named.set(condition.of, known)
    return known
  }
  return compile
}

function compileUnnamed(
  condition: Exclude<Condition, { kind: 'named' }>,
  scope: ConditionScope,
  compile: (condition: Condition) => CompiledCondition,
): CompiledCondition {
  switch (condition.kind) {
    case 'always':
      return () => true
    case 'all':
      return decidedBy(false, condition.of.map(compile))
    case 'any':
      return decidedBy(true, condition.of.map(compile))
    case 'not': {
      const inner = compile(condition.of)
      return (run) => {
        const truth = inner(run)
        return truth instanceof Unknown ? truth : !truth
      }
    }
    case 'leaf':
      return compileLeaf(condition, scope)
  }
}

/** `all` is decided by the first false, `any` by the first true; what is unknown on the way counts only where nothing decides. */
function decidedBy(decisive: boolean, conditions: readonly CompiledCondition[]): CompiledCondition {
  const other = !decisive
  return (run) => {
    let cause: Unknown | null = null
    for (let index = 0; index < conditions.length; index += 1) {
      const truth = conditions[index]?.(run) ?? other
      if (truth === decisive) return decisive
      if (typeof truth !== 'boolean') cause = cause === null ? truth : cause.and(truth)
    }
    return cause ?? other
  }
}
