import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { createJudgeCase } from '../../src/decisions/judge-case.ts'
import type { CaseAnswer } from '../../src/policy/cases/case-answer.ts'
import type { JudgeCase } from '../../src/policy/cases/run-case.ts'
import { runCases } from '../../src/policy/cases/run-cases.ts'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import { parseAndLint } from '../../src/policy/lint/parse-and-lint.ts'
import type { Clause, Policy } from '../../src/policy/model/policy.ts'

const folders = readdirSync('rules', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

it('the shipped policies are those that the README names', () => {
  expect(folders).toEqual([
    'app-store',
    'event-tickets',
    'hosting',
    'insurance',
    'lodging',
    'rail-tickets',
    'smm-panel',
    'tuition',
  ])
})

describe.each(folders)('rules/%s/policy.yaml', (folder) => {
  const { policy: parsed, diagnostics } = parseAndLint(readFileSync(`rules/${folder}/policy.yaml`, 'utf8'))

  it('parses without errors or warnings', () => {
    expect(diagnostics).toEqual([])
  })

  it('is named like its folder', () => {
    expect(parsed?.name).toBe(folder)
  })

  it('has only cases that hold', async () => {
    const results = await runCases(known(parsed), createJudgeCase(createCompiledEvaluator))
    expect(results.filter(({ differences }) => differences.length > 0)).toEqual([])
  })

  it('has a rule for every clause, or says that the clause is informational', () => {
    const policy = known(parsed)
    const rules = [...policy.refunds, policy.defaultRuling, ...policy.disputes]
    const carriedOut = new Set(rules.map(({ clause }) => clause))
    const covered = ({ id, informational, clauses }: Clause): boolean =>
      informational || carriedOut.has(id) || (clauses.length > 0 && clauses.every(covered))
    expect(everyClause(policy.clauses).filter((clause) => !covered(clause))).toEqual([])
  })

  it('has for every rule at least two cases beside it, one that fires and one near miss', async () => {
    const policy = known(parsed)
    const judged = await judgedCases(policy)
    const lacking = [...policy.refunds, ...policy.disputes].flatMap(({ id }) => {
      const cases = judged.filter(({ beside }) => beside === id)
      const firing = cases.filter(({ answer }) => answer.rule === id).length
      const nearMisses = cases.filter(({ answer, missed }) => missed === id && answer.rule !== id).length
      return cases.length >= 2 && firing > 0 && nearMisses > 0 ? [] : [{ id, firing, nearMisses }]
    })
    expect(lacking).toEqual([])
  })

  it('has a case that the default decides', async () => {
    const judged = await judgedCases(known(parsed))
    const { reason, clause } = known(parsed).defaultRuling
    expect(judged.filter(({ answer }) => answer.reason === reason && answer.clause === clause)).not.toEqual([])
  })
})

interface JudgedCase {
  /** The rule that the case stands beside. */
  readonly beside: string | null
  /** The rule that the case says must not fire. */
  readonly missed: string | undefined
  readonly answer: CaseAnswer
}

/** What each case is answered, whatever it expects. */
async function judgedCases(policy: Policy): Promise<readonly JudgedCase[]> {
  const judge = createJudgeCase(createCompiledEvaluator)
  const answers: CaseAnswer[] = []
  const recording: JudgeCase = async (...input) => {
    const answer = await judge(...input)
    answers.push(answer)
    return answer
  }
  await runCases(policy, recording)
  expect(answers).toHaveLength(policy.cases.length)
  return policy.cases.flatMap(({ rule, expect: { not_rule: missed } }, index) => {
    const answer = answers[index]
    return answer === undefined ? [] : [{ beside: rule, missed, answer }]
  })
}

function everyClause(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.flatMap((clause) => [clause, ...everyClause(clause.clauses)])
}

function known(policy: Policy | null): Policy {
  if (policy === null) throw new Error('the policy has errors')
  return policy
}
