import type { DecisionPreview } from '../decisions/decisions.ts'
import type { RefundTrace, RuleTrace } from '../policy/evaluate/trace.ts'
import type { ConditionTrace, TruthText } from '../policy/evaluate/trace-condition.ts'
import { paint } from './terminal.ts'

/** A decision for people: one line for each part that says something. */
export function formatDecision(decision: DecisionPreview, color: boolean): string {
  const { outcome, label, reason_code, message, clause, rule, amounts, actions, review } = decision
  const lines: (readonly [string, string | null])[] = [
    ['outcome', paint(color, outcomeColors[outcome], label === undefined ? outcome : `${label} (${outcome})`)],
    ['refund', refundText(decision)],
    ['reason', reason_code],
    ['message', message],
    ['clause', clause && `${clause.id} ${clause.title}`],
    ['rule', rule],
    ['review', review && reviewText(review)],
    ...Object.entries(amounts).map(([name, amount]) => ['amount', `${name} ${amount}`] as const),
    ...actions.map(({ name, parameters }) => ['action', `${name} ${JSON.stringify(parameters)}`] as const),
  ]
  return lines
    .flatMap(([name, text]) => (text === null ? [] : [`${paint(color, 'dim', name.padEnd(8))} ${text}\n`]))
    .join('')
}

/** How the decision came about, for people: the rules tried, each condition, and the formula with its numbers. */
export function formatTrace({ rules, derived, refund, fault }: RefundTrace, color: boolean): string {
  const derivedLines = derived.map(({ name, formula, value, missing_facts, fault: failed }) => {
    const unknown = failed ?? `unknown, for want of ${missing_facts.join(', ')}`
    const named = name === formula ? name : `${name} = ${formula}`
    return `  ${named} = ${value === null ? unknown : String(value)}\n`
  })
  const refundLines =
    refund === null
      ? []
      : [
          `  ${refund.formula} = ${String(refund.exact ?? 'unknown')}, rounded ${refund.rounded ?? 'unknown'}\n`,
          ...Object.entries(refund.inputs).map(([name, value]) => `    ${name} = ${String(value ?? 'unknown')}\n`),
        ]
  return [
    section(
      'rules tried',
      rules.map((rule) => formatRule(rule, color)),
      color,
    ),
    section('derived', derivedLines, color),
    section('refund', refundLines, color),
    section('calculation fault', fault === null ? [] : [`  ${fault}\n`], color),
  ].join('')
}

const outcomeColors = { approve: 'green', deny: 'red', review: 'yellow' } as const

function section(title: string, lines: readonly string[], color: boolean): string {
  return lines.length === 0 ? '' : `\n${paint(color, 'bold', title)}\n${lines.join('')}`
}

function refundText({ refund }: DecisionPreview): string | null {
  if (refund === null) return null
  const { amount, currency, method, entitled, already_credited } = refund
  return `${amount} ${currency} by ${method} (entitled to ${entitled}, already credited ${already_credited})`
}

function reviewText(review: NonNullable<DecisionPreview['review']>): string {
  const { level, proposed, currency, missing_facts, target_by, due_by } = review
  const amount = proposed === null ? '' : `, proposed ${proposed} ${currency ?? ''}`.trimEnd()
  const missing = missing_facts.length === 0 ? '' : `, missing ${missing_facts.join(', ')}`
  return `by ${level}${amount}${missing}, target ${target_by}, due ${due_by}`
}

function formatRule({ rule, clause, result, condition }: RuleTrace, color: boolean): string {
  const where = clause === null ? '' : ` (clause ${clause})`
  return `  ${truth(result, color)} ${rule}${where}\n${formatCondition(condition, '    ', color)}`
}

function formatCondition(condition: ConditionTrace, indent: string, color: boolean): string {
  const head = `${indent}${truth(condition.result, color)}`
  if (condition.kind === 'always') return `${head} always\n`
  if (condition.kind === 'leaf') {
    const { fact, operator, expected, actual } = condition
    return `${head} ${fact} is ${JSON.stringify(actual)}, ${operator} ${JSON.stringify(expected)}\n`
  }
  const name = condition.kind === 'named' ? `condition ${condition.name}` : condition.kind
  return `${head} ${name}\n${condition.of.map((one) => formatCondition(one, `${indent}  `, color)).join('')}`
}

function truth(result: TruthText, color: boolean): string {
  if (result === 'unknown') return paint(color, 'yellow', '?')
  return result ? paint(color, 'green', '+') : paint(color, 'dim', '-')
}
