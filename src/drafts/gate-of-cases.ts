import type { GateCheck } from './gate-check.ts'

/** `require_cases`: the linter warns of no rule that it has no case. That all cases hold is asked of every text. */
export const gateOfCases: GateCheck = {
  limit: 'require_cases',
  isQuick: true,
  faultsOf: async ({ check }, { require_cases: isRequired = false }) => {
    const without = check.diagnostics.filter(({ code }) => code === 'rule_without_cases').length
    if (!isRequired || without === 0) return []
    const found = without === 1 ? 'one rule has none' : `${without} rules have none`
    return [{ limit: 'require_cases', allowed: 'a case for every rule', found }]
  },
}
