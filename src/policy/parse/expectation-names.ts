import { child, type DocumentNode, entriesOf, itemsOf, textOf } from '../document/document-node.ts'
import { builtInReasons, outcomeKinds } from '../model/policy.ts'
import { reasonOf } from './parse-wording.ts'
import type { Scope } from './scope.ts'

/** What a case may expect. */
export interface ExpectationNames {
  readonly refundOutcomes: ReadonlySet<string>
  readonly refundRules: ReadonlySet<string>
  readonly disputeRules: ReadonlySet<string>
  readonly clauses: ReadonlySet<string>
  readonly methods: ReadonlySet<string>
  readonly reasons: ReadonlySet<string>
  readonly amounts: ReadonlySet<string>
  readonly labels: ReadonlySet<string>
  readonly levels: ReadonlySet<string>
  /** The parameters of each action. */
  readonly actions: ReadonlyMap<string, ReadonlySet<string>>
}

/** The reason of a dispute that no rule decides. */
const noDisputeRule = 'no_dispute_rule'

/** Gathers the names as they are written, those of rules with faults included: a case is not at fault for them. */
export function expectationNames(root: DocumentNode, scope: Scope): ExpectationNames {
  const refunds = itemsOf(child(root, 'refunds'))
  const disputes = itemsOf(child(root, 'disputes'))
  const standalone = child(root, 'default')
  const rulings = [...refunds, ...(standalone === undefined ? [] : [standalone])]
  return {
    refundOutcomes: new Set(scope.outcomes.keys()),
    refundRules: new Set(idsOf(refunds)),
    disputeRules: new Set(idsOf(disputes)),
    clauses: new Set(scope.clauseTitles.keys()),
    methods: new Set(scope.methods),
    reasons: new Set([...[...rulings, ...disputes].map(writtenReason), ...builtInReasons, noDisputeRule]),
    amounts: new Set(rulings.flatMap((rule) => entriesOf(child(thenOf(rule), 'amounts')).map(([name]) => name))),
    labels: new Set([...scope.outcomes.keys()].filter((name) => !outcomeKinds.some((kind) => kind === name))),
    levels: new Set(scope.levels),
    actions: new Map(
      entriesOf(child(root, 'actions')).map(([name, { value }]) => [
        name,
        new Set(entriesOf(child(value, 'parameters')).map(([parameter]) => parameter)),
      ]),
    ),
  }
}

function idsOf(rules: readonly DocumentNode[]): readonly string[] {
  return rules.map((rule) => textOf(child(rule, 'id'))).filter((id) => id !== undefined)
}

function thenOf(rule: DocumentNode): DocumentNode {
  return child(rule, 'then') ?? rule
}

function writtenReason(rule: DocumentNode): string {
  return textOf(child(thenOf(rule), 'reason')) ?? reasonOf(textOf(child(rule, 'id')) ?? 'default')
}
