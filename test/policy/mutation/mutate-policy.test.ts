import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse, stringify } from 'yaml'
import type { Policy } from '../../../src/policy/model/policy.ts'
import type { CaseStrength } from '../../../src/policy/mutation/mutate-policy.ts'
import { policyMutants } from '../../../src/policy/mutation/policy-mutants.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { createWorkbench } from '../../../src/workbench.ts'

const returns = readFileSync('test/policy/mutation/returns.yaml', 'utf8')

async function strengthOf(text: string): Promise<CaseStrength> {
  const { strength, diagnostics, cases } = await createWorkbench().mutate(text)
  if (strength === null)
    throw new Error(JSON.stringify([diagnostics, cases.filter((one) => one.differences.length > 0)]))
  return strength
}

/** The text with the cases that were offered for what its own do not notice. */
function withOffered(text: string, { survivors }: CaseStrength): string {
  const policy = parse(text)
  for (const { case: offered } of survivors) {
    if (offered === null) continue
    const rule = [...policy.refunds, ...(policy.disputes ?? [])].find(({ id }) => id === offered.beside) ?? policy
    rule.cases = [...(rule.cases ?? []), ...parse(offered.yaml)]
  }
  return stringify(policy)
}

function mutantsOf(text: string): readonly string[] {
  const { policy } = parsePolicy(text)
  return [...policyMutants(known(policy))].map(({ part, change }) => `${part}: ${change}`)
}

function known(policy: Policy | null): Policy {
  if (policy === null) throw new Error('the policy has errors')
  return policy
}

describe('the faults that are put into a policy', () => {
  it('are every small one of what decides', () => {
    expect(mutantsOf(returns)).toEqual([
      'money.rounding: half_even becomes half_up',
      'review.level: clerk becomes owner',
      'fact order.opened: default false becomes true',
      'derived days: days_between(order.delivered_at, now): days_between becomes calendar_days_between',
      'table share: book: 100 becomes 101',
      'table share: music: 90 becomes 91',
      'table share: game: 50 becomes 51',
      'rule returned: days <= 14 and not order.opened == true becomes days <= 14 or not order.opened == true',
      'rule returned: without days <= 14',
      'rule returned: without not order.opened == true',
      'rule returned: days <= 14 becomes days < 14',
      'rule returned: days <= 14 becomes days > 14',
      'rule returned: days <= 14 becomes days <= 15',
      'rule returned: days <= 14 becomes days <= 13',
      'rule returned: not order.opened == true becomes order.opened == true',
      'rule returned: order.opened == true becomes order.opened != true',
      'rule returned: approve becomes deny',
      'rule returned: card becomes voucher',
      'rule returned: without the rule',
      'default: deny becomes review',
    ])
  })

  it.each([
    [
      'two rules',
      '  - { id: other, clause: "2", when: days > 99, then: { outcome: deny } }\n',
      'rule returned: tried after other',
    ],
    [
      'a list',
      '  - { id: other, clause: "2", when: "order.kind in [\'book\', \'game\']", then: { outcome: deny } }\n',
      "rule other: order.kind in ['book', 'game'] becomes order.kind in ['game']",
    ],
    [
      'a word',
      '  - { id: other, clause: "2", when: "order.kind == \'book\'", then: { outcome: deny } }\n',
      "rule other: order.kind == 'book' becomes order.kind == 'music'",
    ],
    [
      'a choice',
      '  - { id: other, clause: "2", then: { outcome: approve, refund: "if(order.opened, 1, 2)", method: card } }\n',
      'rule other: if(order.opened, 1, 2) becomes 1',
    ],
    [
      'a sum',
      '  - { id: other, clause: "2", then: { outcome: approve, refund: "order.price - 2", method: card } }\n',
      'rule other: order.price - 2: subtract becomes add',
    ],
    [
      'a review',
      '  - { id: other, clause: "2", then: { outcome: review, review: { level: owner } } }\n',
      'rule other: owner becomes clerk',
    ],
  ])('are those of %s, too', (_, rule, fault) => {
    expect(mutantsOf(returns.replace(/^default:/mu, `${rule}default:`))).toContain(fault)
  })

  it('are those of working days where a decision counts them', () => {
    const days = 'working_days: { holidays: [2026-05-01], known_until: 2026-12-31 }\n'
    const counted = returns.replace('days_between(', 'working_days_between(').replace(/^derived:/mu, `${days}derived:`)
    expect(mutantsOf(counted).filter((fault) => fault.startsWith('working_days'))).toEqual([
      'working_days: without friday',
      'working_days: with saturday',
      'working_days: without holidays',
      'working_days: known_until 2026-12-31 becomes 2026-12-30',
    ])
    const { policy } = parsePolicy(counted)
    const mutant = [...policyMutants(known(policy))].find(({ change }) => change === 'with saturday')
    expect(mutant?.policy.workingDays?.weekdays).toEqual([1, 2, 3, 4, 5, 6])
    expect(mutantsOf(returns.replace(/^derived:/mu, `${days}derived:`)).join()).not.toContain('working_days')
  })

  it('are those of a condition wherever it is named', () => {
    const named = returns
      .replace('when: days <= 14 and not order.opened', 'when: condition(early)')
      .replace('refunds:', 'conditions:\n  early: days <= 14\nrefunds:')
    const { policy } = parsePolicy(named)
    const mutant = [...policyMutants(known(policy))].find(({ change }) => change === 'days <= 14 becomes days < 14')
    expect(mutant).toMatchObject({ part: 'condition early', rule: null })
    expect(mutant?.policy.refunds[0]?.when).toMatchObject({ kind: 'named', of: { operator: 'lessThan' } })
  })
})

describe('the strength of cases', () => {
  const strength = strengthOf(returns)

  it('is told by part, with a case for each fault that they do not notice', async () => {
    const { mutants, killed, score, parts, survivors } = await strength
    expect({ mutants, killed, score }).toEqual({ mutants: 20, killed: 9, score: 45 })
    expect(parts.find(({ part }) => part === 'table share')).toEqual({ part: 'table share', mutants: 3, killed: 0 })
    expect(survivors.map(({ change }) => change)).toContain('without days <= 14')
    expect(survivors.find(({ change }) => change === 'days <= 14 becomes days < 14')).toEqual({
      part: 'rule returned',
      rule: 'returned',
      line: 22,
      change: 'days <= 14 becomes days < 14',
      case: {
        beside: 'returned',
        yaml: [
          '- name: "rule returned: days <= 14 becomes days < 14"',
          '  now: 2026-03-08T12:00:00Z',
          '  facts:',
          '    order: { price: "20.00", delivered_at: 2026-02-22T12:00:00Z, kind: book }',
          '  expect: { outcome: approve, rule: returned, refund: "20.00", reason: returned, clause: "1", method: card }',
          '',
        ].join('\n'),
      },
    })
  })

  it('is full where the offered cases are added: each notices what it was offered for', async () => {
    const before = await strength
    const after = await strengthOf(withOffered(returns, before))
    const offered = before.survivors.filter((survivor) => survivor.case !== null)
    expect(after.killed).toBe(before.killed + offered.length)
    const unnoticed = before.survivors.filter((survivor) => survivor.case === null).map(({ change }) => change)
    expect(after.survivors.map(({ change }) => change)).toEqual(unnoticed)
  })

  it('is the same each time', async () => {
    expect(await strengthOf(returns)).toEqual(await strength)
  })

  it('is not asked of a text with an error, nor of cases that do not hold', async () => {
    const workbench = createWorkbench()
    const faulty = await workbench.mutate(returns.replace('title:', 'titel:'))
    expect([faulty.valid, faulty.strength, faulty.diagnostics.length]).toEqual([false, null, 1])
    const failing = await workbench.mutate(returns.replace('refund: "20.00" }', 'refund: "19.00" }'))
    expect([failing.valid, failing.strength]).toEqual([false, null])
  })
})
