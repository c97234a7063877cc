import { child, type DocumentNode, itemsOf } from '../document/document-node.ts'
import type { Expression } from '../model/expression.ts'
import type { Policy, RefundRule } from '../model/policy.ts'

/** A formula with the value that it was written as. */
export interface WrittenFormula {
  readonly formula: Expression
  readonly node: DocumentNode
}

/** A refund rule, or the default, with what it decides as it was written. */
export interface WrittenRule {
  readonly rule: RefundRule
  /** The rule itself. */
  readonly node: DocumentNode
  readonly ruling: DocumentNode
}

/** The refund rules in their order, and the default. */
export function writtenRules({ refunds, defaultRuling }: Policy, root: DocumentNode): readonly WrittenRule[] {
  const nodes = [...itemsOf(child(root, 'refunds')), child(root, 'default')]
  return [...refunds, defaultRuling].flatMap((rule, index) => {
    const node = nodes[index]
    return node === undefined ? [] : [{ rule, node, ruling: child(node, 'then') ?? node }]
  })
}

/** The formulas of derived values, refunds, named amounts and parameters of actions, each once. */
export function writtenFormulas(policy: Policy, root: DocumentNode): readonly WrittenFormula[] {
  const derived = [...policy.derived].map(([name, formula]) => [formula, child(child(root, 'derived'), name)] as const)
  const ruled = writtenRules(policy, root).flatMap(({ rule, ruling }) => [
    [rule.refund, child(ruling, 'refund')] as const,
    ...rule.amounts.map(({ name, formula }) => [formula, child(child(ruling, 'amounts'), name)] as const),
  ])
  return [...derived, ...ruled].flatMap(([formula, node]) =>
    formula === null || node === undefined ? [] : [{ formula, node }],
  )
}

/** The calls within a formula, outer ones first; those of derived values that it reads left out. */
export function callsWithin(formula: Expression): readonly Extract<Expression, { kind: 'call' }>[] {
  switch (formula.kind) {
    case 'call':
      return [formula, ...formula.arguments.flatMap(callsWithin)]
    case 'table':
      return formula.keys.flatMap(callsWithin)
    case 'literal':
    case 'fact':
    case 'derived':
    case 'given':
    case 'amount':
      return []
  }
}
