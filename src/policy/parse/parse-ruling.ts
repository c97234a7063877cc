import { child, type DocumentNode, entriesOf, textOf } from '../document/document-node.ts'
import { keyPlace, quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import type { Expression } from '../model/expression.ts'
import type { OutcomeKind, RefundRule, ReviewTerms } from '../model/policy.ts'
import { decisionPlaceholders } from '../model/template.ts'
import { parseActions } from './parse-actions.ts'
import { constant, parseChoice } from './parse-choice.ts'
import { parseFormula } from './parse-formula.ts'
import { targetAfterDue } from './parse-review.ts'
import { parseMessage, parseReason } from './parse-wording.ts'
import { readDuration } from './read-duration.ts'
import type { Scope } from './scope.ts'

type Ruling = Omit<RefundRule, 'id' | 'clause' | 'when' | 'position'>

const now: ReadonlySet<'now' | 'refund'> = new Set(['now'])

/** Parses what a refund rule or the default decides; null where its outcome is none. */
export function parseRuling(
  then: DocumentNode,
  rule: { readonly id: string; readonly clause: string | null },
  scope: Scope,
): Ruling | null {
  const outcomeNode = child(then, 'outcome')
  const outcome = textOf(outcomeNode)
  if (outcomeNode === undefined || outcome === undefined) return null
  const kind = scope.outcomes.get(outcome)
  const { faults, names } = scope
  if (kind === undefined) faults.add(outcomeNode, unknownOutcome(outcome, scope))
  else refuseMisplaced(then, kind, scope)
  const amounts = parseAmounts(child(then, 'amounts'), scope)
  const worded = { ...rule, amounts: new Set(amounts.map(({ name }) => name)), isRefund: true }
  const ruling = {
    outcome,
    reason: parseReason(then, rule.id, scope),
    message: parseMessage(then, worded, scope),
    refund: parseFormula(child(then, 'refund'), { faults, names, given: now, kinds: ['number'] }),
    amounts,
    method: parseMethod(then, kind, scope),
    actions: parseActions(child(then, 'actions'), scope),
    review: kind === 'review' ? parseReviewTerms(child(then, 'review'), scope) : null,
  }
  return kind === undefined ? null : { ...ruling, kind }
}

function unknownOutcome(outcome: string, { outcomes }: Scope) {
  return {
    code: 'unknown_outcome',
    message: `There is no outcome ${quote(outcome)}.${suggestion(outcome, outcomes.keys())}`,
    hint: declaredNames(outcomes.keys(), ''),
  }
}

/** approve needs a refund; deny pays nothing and asks nobody; only a review is reviewed. */
function refuseMisplaced(then: DocumentNode, kind: OutcomeKind, { faults }: Scope): void {
  if (kind === 'approve' && child(then, 'refund') === undefined) {
    faults.add(child(then, 'outcome') ?? then, {
      code: 'missing_refund',
      message: 'An approval needs the amount.',
      hint: 'Add `refund:` with a formula, such as the charge.',
    })
  }
  const misplaced = kind === 'approve' ? ['review'] : kind === 'deny' ? ['refund', 'method', 'review'] : []
  for (const key of misplaced) {
    const entry = then.kind === 'map' ? then.entries.get(key) : undefined
    if (entry === undefined) continue
    faults.add(keyPlace(then, key, entry), {
      code: 'not_with_outcome',
      message: `${quote(key)} does not go with the outcome ${kind}.`,
      hint: 'Remove it, or choose another outcome.',
    })
  }
}

/** The method as written, else the only one there is. */
function parseMethod(then: DocumentNode, kind: OutcomeKind | undefined, scope: Scope): Expression | null {
  const node = child(then, 'method')
  const choice = { declared: scope.methods, code: 'unknown_method', noun: 'refund method', given: now } as const
  if (node !== undefined) return parseChoice(node, choice, scope)
  const [only, ...others] = scope.methods
  if (kind === undefined || kind === 'deny' || only === undefined) return null
  if (others.length === 0) return constant(only)
  if (kind === 'approve') {
    scope.faults.add(child(then, 'outcome') ?? then, {
      code: 'missing_method',
      message: 'An approval needs a method, as several are declared.',
      hint: `Add \`method:\`. ${declaredNames(scope.methods, '')}`,
    })
  }
  return null
}

function parseAmounts(node: DocumentNode | undefined, { faults, names }: Scope): RefundRule['amounts'] {
  return entriesOf(node).flatMap(([name, entry]) => {
    if (node !== undefined && decisionPlaceholders.some((taken) => taken === name)) {
      faults.add(keyPlace(node, name, entry), {
        code: 'reserved_name',
        message: `${quote(name)} is what the decision itself says.`,
        hint: 'Choose another name, such as fee_kept.',
      })
    }
    const formula = parseFormula(entry.value, { faults, names, given: now, kinds: ['number'] })
    return formula === null ? [] : [{ name, formula }]
  })
}

function parseReviewTerms(node: DocumentNode | undefined, scope: Scope): ReviewTerms {
  const given = new Set(['now', 'refund'] as const)
  const choice = { declared: scope.levels, code: 'unknown_level', noun: 'review level', given } as const
  const level = parseChoice(child(node, 'level'), choice, scope)
  const target = child(node, 'target')
  const targetMilliseconds = readDuration(target, scope.faults)
  const dueMilliseconds = readDuration(child(node, 'due'), scope.faults)
  if (
    target !== undefined &&
    targetMilliseconds !== null &&
    dueMilliseconds !== null &&
    targetMilliseconds > dueMilliseconds
  ) {
    scope.faults.add(target, targetAfterDue)
  }
  return { level, targetMilliseconds, dueMilliseconds }
}
