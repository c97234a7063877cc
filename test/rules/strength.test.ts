import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { createJudgeCase } from '../../src/decisions/judge-case.ts'
import { distinguishPolicies } from '../../src/policy/analysis/distinguish-policies.ts'
import { createInterpretedEvaluator } from '../../src/policy/evaluate/interpreted.ts'
import type { Policy } from '../../src/policy/model/policy.ts'
import { mutatePolicy } from '../../src/policy/mutation/mutate-policy.ts'
import { policyMutants } from '../../src/policy/mutation/policy-mutants.ts'
import { parsePolicy } from '../../src/policy/parse/parse-policy.ts'
import { closeSessions, endSolverAfterTests, openSession } from '../policy/analysis/prover.ts'
import { unnoticedFaults } from './unnoticed-faults.ts'

const folders = readdirSync('rules', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

function shipped(folder: string): Policy {
  const { policy } = parsePolicy(readFileSync(`rules/${folder}/policy.yaml`, 'utf8'))
  if (policy === null) throw new Error('the policy has errors')
  return policy
}

const judge = createJudgeCase(createInterpretedEvaluator, false)

/** Of which policies it is proved that the listed faults change no decision; the soak asks of all. */
const proved = process.env['PROVED_FAULTS'] === 'all' ? folders : ['event-tickets', 'rail-tickets', 'tuition']

/** Where the soak shares the processors with others it takes minutes. */
const longest = 3_600_000

endSolverAfterTests()

describe('the faults of shipped policies that no case notices', () => {
  it.each(proved)(
    'in rules/%s are proved to leave every decision as it was',
    async (folder) => {
      const policy = shipped(folder)
      const listed = new Set(Object.keys(unnoticedFaults[folder] ?? {}))
      const alike = new Set<string>()
      for (const mutant of policyMutants(policy)) {
        const name = `${mutant.part}: ${mutant.change}`
        // Of two faults that read alike the one that a case notices is not equivalent.
        if (!listed.has(name) || alike.has(name)) continue
        const { kind } = await distinguishPolicies(policy, mutant.policy, openSession)
        closeSessions()
        if (kind === 'equivalent') alike.add(name)
      }
      expect(alike).toEqual(listed)
    },
    longest,
  )
})

describe('the cases of the shipped policies', () => {
  it.each(folders)(
    'of rules/%s notice every small fault but those that are listed, each with its reason',
    async (folder) => {
      const { survivors, mutants, killed } = await mutatePolicy(shipped(folder), judge, {
        effort: { single: 0, several: 0 },
      })
      const listed = unnoticedFaults[folder] ?? {}
      expect(survivors.map(({ part, change }) => `${part}: ${change}`)).toEqual(Object.keys(listed))
      expect(killed).toBe(mutants - survivors.length)
      expect(survivors.length / mutants).toBeLessThan(0.07)
    },
  )
})
