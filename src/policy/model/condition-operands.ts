import type { Condition, Operand } from './condition.ts'

/** The names that conditions read, each once. */
export function operandsOf(conditions: readonly Condition[]): readonly Operand[] {
  const found = new Map<string, Operand>()
  const visit = (condition: Condition): void => {
    switch (condition.kind) {
      case 'always':
        return
      case 'all':
      case 'any':
        for (const inner of condition.of) visit(inner)
        return
      case 'not':
      case 'named':
        visit(condition.of)
        return
      case 'leaf':
        found.set(condition.operand.name, condition.operand)
        if (condition.value.kind !== 'literal') found.set(condition.value.name, condition.value)
    }
  }
  for (const condition of conditions) visit(condition)
  return [...found.values()]
}
