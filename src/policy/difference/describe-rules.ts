import { durationText } from '../../time/durations.ts'
import type { Action } from '../model/action.ts'
import type { Case } from '../model/case.ts'
import type { Clause, DisputeRule, Policy, RefundRule, ReviewTerms } from '../model/policy.ts'
import { type Element, elementOf, type Written } from './element.ts'
import { plain, wordParts, writtenCondition, writtenFormula } from './written.ts'

/** The rules of a policy in their order, its default, and its cases. */
export function describeRules({ refunds, defaultRuling, disputes, cases }: Policy): readonly Element[] {
  return [
    ...refunds.map((rule) => elementOf('rule', rule.id, refundParts(rule), true)),
    elementOf('default', 'default', refundParts(defaultRuling)),
    ...disputes.map((rule) => elementOf('dispute_rule', rule.id, disputeParts(rule), true)),
    ...cases.map((one) => elementOf('case', one.name, caseParts(one))),
  ]
}

/** Clauses and those below them, in their order. */
export function describeClauses(clauses: readonly Clause[]): readonly Element[] {
  return clauses.flatMap(({ id, title, text, informational, clauses: below }) => [
    elementOf(
      'clause',
      id,
      {
        ...wordParts('title', title),
        ...wordParts('text', text),
        informational: informational ? plain('true') : null,
      },
      true,
    ),
    ...describeClauses(below),
  ])
}

type Parts = Readonly<Record<string, Written | null>>

function refundParts(rule: RefundRule): Parts {
  return {
    condition: writtenCondition(rule.when),
    clause: plain(rule.clause),
    outcome: plain(rule.outcome),
    reason: plain(rule.reason),
    ...wordParts('message', rule.message),
    refund: writtenFormula(rule.refund),
    ...Object.fromEntries(rule.amounts.map(({ name, formula }) => [`amount ${name}`, writtenFormula(formula)])),
    split: rule.split.length === 0 ? null : plain(rule.split.join(', ')),
    method: writtenFormula(rule.method),
    ...actionParts(rule.actions, 'action'),
    ...(rule.review === null ? {} : reviewParts(rule.review)),
  }
}

function reviewParts({ level, targetMilliseconds, dueMilliseconds, actions }: ReviewTerms): Parts {
  return {
    'review level': writtenFormula(level),
    'review target': targetMilliseconds === null ? null : plain(durationText(targetMilliseconds)),
    'review due': dueMilliseconds === null ? null : plain(durationText(dueMilliseconds)),
    ...actionParts(actions, 'review action'),
  }
}

function disputeParts(rule: DisputeRule): Parts {
  return {
    condition: writtenCondition(rule.when),
    clause: plain(rule.clause),
    outcome: plain(rule.outcome),
    reason: plain(rule.reason),
    ...wordParts('message', rule.message),
    ...actionParts(rule.actions, 'action'),
  }
}

function actionParts(actions: readonly Action[], what: string): Parts {
  const parts = actions.map(({ name, parameters }) => {
    const given = [...parameters].map(([parameter, { formula }]) => ({ parameter, ...writtenFormula(formula) }))
    return [
      `${what} ${name}`,
      {
        text: `{ ${given.map(({ parameter, text }) => `${parameter}: ${text}`).join(', ')} }`,
        key: JSON.stringify(given.map(({ parameter, key }) => [parameter, key])),
      },
    ] as const
  })
  return Object.fromEntries(parts)
}

function caseParts({ section, rule, facts, history, now, expect }: Case): Parts {
  return {
    section: plain(section),
    rule: plain(rule),
    facts: plain(JSON.stringify(facts)),
    history: plain(JSON.stringify(history)),
    now: plain(now),
    expect: plain(JSON.stringify(expect)),
  }
}
