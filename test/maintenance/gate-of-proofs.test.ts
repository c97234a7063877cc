import { expect, it } from '@jest/globals'
import type { GateFault } from '../../src/drafts/gate-check.ts'
import { gateOfProofs } from '../../src/maintenance/gate-of-proofs.ts'
import { examinePolicy } from '../../src/policy/analysis/examine-policy.ts'
import type { ProvePolicies } from '../../src/policy/analysis/prove-policies.ts'
import { endSolverAfterTests, openSession } from '../policy/analysis/prover.ts'
import { denies, pays, policyOf, shopText } from '../policy/analysis/shop-policy.ts'

endSolverAfterTests()

type Proofs = Pick<ProvePolicies, 'examine'>
const proofs: Proofs = { examine: async (text) => examinePolicy(policyOf(text), openSession) }

async function faultsOf(rule: string, by: Proofs = proofs, isRequired = true): Promise<readonly GateFault[]> {
  const text = shopText({ rules: [denies('late', 'order.days > 14'), rule] })
  const check = { valid: true, diagnostics: [], cases: [], breaking: [] }
  const candidate = { policy: 'shop', text, check, before: null }
  return gateOfProofs(by).faultsOf(candidate, { require_proofs: isRequired })
}

const sound = pays('unopened', 'not order.opened', 'order.paid')
const generous = pays('unopened', 'not order.opened', 'percent(order.paid, 120)')

it('lets a text without errors pass, and names what is proved to be one', async () => {
  expect(await faultsOf(sound)).toEqual([])
  expect(await faultsOf(generous)).toContainEqual({
    limit: 'require_proofs',
    allowed: 'no error that is proved or shown by an order',
    found: expect.stringMatching(/^line \d+: .*120/u),
  })
  expect(await faultsOf(generous, proofs, false)).toEqual([])
})

it('lets no text pass whose proofs did not come to their end', async () => {
  const cutShort: Proofs = { examine: async () => ({ findings: [], is_partial: true }) }
  expect(await faultsOf(sound, cutShort)).toMatchObject([{ found: 'the proofs did not come to their end in time' }])
})
