import type { ExampleDecision, Finding, OrderExample } from './finding.ts'

/** The order that shows a finding and what is decided of it, in one line; null where it has none. */
export function findingExample({ example }: Pick<Finding, 'example'>): string | null {
  return example === null ? null : `${orderText(example)} -> ${decisionText(example.decision)}`
}

/** An order in one line: its facts, its history where it has any, and the time of the decision. */
export function orderText({ facts, history, now }: OrderExample): string {
  const past = Object.keys(history).length === 0 ? '' : ` history ${JSON.stringify(history)}`
  return `${JSON.stringify(facts)}${past} at ${now}`
}

/** "approve 4.00 (late-return)". */
export function decisionText({ outcome, rule, reason, refund }: ExampleDecision): string {
  return `${outcome}${refund === null ? '' : ` ${refund}`} (${rule ?? reason})`
}
