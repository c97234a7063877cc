import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { createJudgeCase } from '../../src/decisions/judge-case.ts'
import { createInterpretedEvaluator } from '../../src/policy/evaluate/interpreted.ts'
import { mutatePolicy } from '../../src/policy/mutation/mutate-policy.ts'
import { parsePolicy } from '../../src/policy/parse/parse-policy.ts'
import { unnoticedFaults } from './unnoticed-faults.ts'

const folders = readdirSync('rules', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

const judge = createJudgeCase(createInterpretedEvaluator, false)

describe('the cases of the shipped policies', () => {
  it.each(folders)(
    'of rules/%s notice every small fault but those that are listed, each with its reason',
    async (folder) => {
      const { policy } = parsePolicy(readFileSync(`rules/${folder}/policy.yaml`, 'utf8'))
      if (policy === null) throw new Error('the policy has errors')
      const { survivors, mutants, killed } = await mutatePolicy(policy, judge, { effort: { single: 0, several: 0 } })
      const listed = unnoticedFaults[folder] ?? {}
      expect(survivors.map(({ part, change }) => `${part}: ${change}`)).toEqual(Object.keys(listed))
      expect(killed).toBe(mutants - survivors.length)
      expect(survivors.length / mutants).toBeLessThan(0.07)
    },
  )
})
