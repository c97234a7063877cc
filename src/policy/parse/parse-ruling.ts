import { child, type DocumentNode, entriesOf, itemsOf, textOf } from '../document/document-node.ts'
import { type Fault, keyPlace, quote } from '../document/fault-list.ts'
import { declaredNames, outcomeSuggestion, suggestion } from '../document/suggestion.ts'
import type { Expression } from '../model/expression.ts'
import type { Measure } from '../model/measure.ts'
import type { OutcomeKind, RefundRule, ReviewTerms } from '../model/policy.ts'
import { type DecisionPlaceholder, decisionPlaceholders } from '../model/template.ts'
import { onlyFacts, parseActions } from './parse-actions.ts'
import { constant, parseChoice } from './parse-choice.ts'
import { parseFormula } from './parse-formula.ts'
import { parseLevel, targetAfterDue } from './parse-review.ts'
import { parseNames } from './parse-settings.ts'
import { parseMessage, parseReason } from './parse-wording.ts'
import { readDuration } from './read-duration.ts'
import type { Scope } from './scope.ts'

type Ruling = Omit<RefundRule, 'id' | 'clause' | 'when' | 'position'>

const now: ReadonlySet<'now' | 'refund'> = new Set(['now'])
const nowAndRefund: ReadonlySet<'now' | 'refund'> = new Set(['now', 'refund'])

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
  const named = new Set(entriesOf(child(then, 'amounts')).map(([name]) => name))
  const readable = isPaid(then, kind) ? { given: nowAndRefund, amounts: named } : onlyFacts
  const terms = parseReviewTerms(kind === 'review' ? child(then, 'review') : undefined, scope)
  const worded = { ...rule, amounts: named, lacking: lackingIn(then, kind), terms: terms.times }
  const ruling = {
    outcome,
    reason: parseReason(then, rule.id, scope),
    message: parseMessage(then, worded, scope),
    refund: parseFormula(child(then, 'refund'), { faults, names, given: now, amountsBeside: named, kinds: ['number'] }),
    amounts: parseAmounts(child(then, 'amounts'), named, scope),
    split: parseSplit(child(then, 'split'), named, scope),
    method: parseMethod(then, kind, scope),
    actions: parseActions(child(then, 'actions'), readable, scope),
    review: kind === 'review' ? terms.review : null,
  }
  return kind === undefined ? null : { ...ruling, kind }
}

/** What a text of this rule can never say: it has no value there. */
function lackingIn(then: DocumentNode, kind: OutcomeKind | undefined): ReadonlySet<DecisionPlaceholder> {
  if (kind === 'deny') return new Set(['refund', 'entitled', 'proposed', 'method'])
  if (kind === 'approve') return new Set(child(then, 'refund') === undefined ? ['proposed', 'method'] : ['proposed'])
  const isProposed = kind === undefined || child(then, 'refund') !== undefined
  return new Set(isProposed ? [] : ['refund', 'entitled', 'proposed'])
}

/** Whether an approval of it may credit something. */
function isPaid(then: DocumentNode, kind: OutcomeKind | undefined): boolean {
  return kind !== 'deny' && (kind !== 'approve' || child(then, 'refund') !== undefined)
}

function unknownOutcome(outcome: string, { outcomes }: Scope): Fault {
  return {
    code: 'unknown_outcome',
    message: `There is no outcome ${quote(outcome)}.${outcomeSuggestion(outcome, outcomes.keys())}`,
    hint: declaredNames(outcomes.keys(), ''),
  }
}

/** What is not refunded has no method and nothing to split; deny asks nobody, and only a review is reviewed. */
function refuseMisplaced(then: DocumentNode, kind: OutcomeKind, { faults }: Scope): void {
  const isRefunded = isPaid(then, kind)
  const misplaced = [
    ...(kind === 'deny' ? ['refund'] : []),
    ...(isRefunded ? [] : ['method', 'split']),
    ...(kind === 'review' ? [] : ['review']),
  ]
  for (const key of misplaced) {
    const entry = then.kind === 'map' ? then.entries.get(key) : undefined
    if (entry === undefined) continue
    const isForLackOfRefund = kind === 'approve' && key !== 'review'
    faults.add(keyPlace(then, key, entry), {
      code: isForLackOfRefund ? 'missing_refund' : 'not_with_outcome',
      message: isForLackOfRefund
        ? `${quote(key)} says how a refund is given, but there is none.`
        : `${quote(key)} does not go with the outcome ${kind}.`,
      hint: isForLackOfRefund
        ? 'Add `refund:` with a formula, such as the charge, or remove it.'
        : 'Remove it, or choose another outcome.',
    })
  }
  const isTold = then.kind === 'map' && misplaced.some((key) => then.entries.has(key))
  if (kind === 'approve' && !isRefunded && !isTold && child(then, 'actions') === undefined) {
    faults.add(
      child(then, 'outcome') ?? then,
      {
        code: 'missing_refund',
        message: 'An approval without `refund` credits nothing, and this one has no actions either.',
        hint: 'Add `refund:` with a formula, such as the charge, or `actions:`.',
      },
      'warning',
    )
  }
}

/** The method as written, else the only one there is. */
function parseMethod(then: DocumentNode, kind: OutcomeKind | undefined, scope: Scope): Expression | null {
  const node = child(then, 'method')
  const choice = { declared: scope.methods, code: 'unknown_method', noun: 'refund method', given: now } as const
  if (node !== undefined) return parseChoice(node, choice, scope)
  if (!isPaid(then, kind)) return null
  const [only, ...others] = scope.methods
  if (kind === undefined || only === undefined) return null
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

function parseAmounts(
  node: DocumentNode | undefined,
  named: ReadonlySet<string>,
  { faults, names }: Scope,
): RefundRule['amounts'] {
  return entriesOf(node).flatMap(([name, entry]) => {
    if (node !== undefined && decisionPlaceholders.some((taken) => taken === name)) {
      faults.add(keyPlace(node, name, entry), {
        code: 'reserved_name',
        message: `${quote(name)} is what the decision itself says.`,
        hint: 'Choose another name, such as fee_kept.',
      })
    }
    const scope = { faults, names, given: now, amountsBeside: named, kinds: ['number'] } as const
    const formula = parseFormula(entry.value, scope)
    return formula === null ? [] : [{ name, formula }]
  })
}

function parseSplit(
  node: DocumentNode | undefined,
  amounts: ReadonlySet<string>,
  { faults }: Scope,
): readonly string[] {
  const names = parseNames(node, faults)
  for (const item of itemsOf(node)) {
    const name = textOf(item)
    if (name === undefined || amounts.has(name)) continue
    faults.add(item, {
      code: 'unknown_amount',
      message: `The rule names no amount ${quote(name)}.${suggestion(name, amounts)}`,
      hint: declaredNames(amounts, 'Add it under `amounts`.'),
    })
  }
  return names
}

/** The terms of a review, and its own times by the names that its text has for them. */
function parseReviewTerms(
  node: DocumentNode | undefined,
  scope: Scope,
): { readonly review: ReviewTerms; readonly times: ReadonlyMap<string, Measure> } {
  const level = parseLevel(child(node, 'level'), scope)
  const target = child(node, 'target')
  const durations = { faults: scope.faults, constants: scope.names.constants }
  const targetTime = readDuration(target, durations)
  const dueTime = readDuration(child(node, 'due'), durations)
  const [targetMilliseconds, dueMilliseconds] = [targetTime?.milliseconds ?? null, dueTime?.milliseconds ?? null]
  if (
    target !== undefined &&
    targetMilliseconds !== null &&
    dueMilliseconds !== null &&
    targetMilliseconds > dueMilliseconds
  ) {
    scope.faults.add(target, targetAfterDue)
  }
  const actions = parseActions(child(node, 'actions'), onlyFacts, scope)
  const times = new Map([
    ...(targetTime === null ? [] : [['review.target', targetTime.measure] as const]),
    ...(dueTime === null ? [] : [['review.due', dueTime.measure] as const]),
  ])
  return { review: { level, targetMilliseconds, dueMilliseconds, actions }, times }
}
