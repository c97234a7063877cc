import type { DocumentNode } from '../document/document-node.ts'
import type { FaultList } from '../document/fault-list.ts'
import type { Expression } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'
import { writtenFormulas } from './written-formulas.ts'

/** Interpreted one after the other, so many take some 15 ms: no decision holds up the others for longer. */
const mostParts = 20_000

/**
 * Finds the formula with which those of a policy become too many for a decision. It is an error of texts that are
 * to be published: versions that were published before go on deciding.
 */
export function lintFormulaParts(policy: Policy, root: DocumentNode, faults: FaultList): void {
  let parts = 0
  for (const { formula, node } of writtenFormulas(policy, root)) {
    parts += partsOf(formula)
    if (parts <= mostParts) continue
    faults.add(node, {
      code: 'too_large',
      message: `Up to here the formulas compute with ${parts} values and operations; those of a policy may have ${mostParts}.`,
      hint: 'Compute once, as a derived value, what several formulas compute; write a long chain as a table.',
    })
    return
  }
}

/** How many values and operations a formula computes with; those of derived values that it reads left out. */
function partsOf(expression: Expression): number {
  switch (expression.kind) {
    case 'literal':
    case 'fact':
    case 'given':
    case 'amount':
    case 'derived':
      return 1
    case 'call':
      return 1 + together(expression.arguments)
    case 'table':
      return 1 + together(expression.keys)
  }
}

function together(expressions: readonly Expression[]): number {
  return expressions.reduce((parts, expression) => parts + partsOf(expression), 0)
}
