import { expect, it } from '@jest/globals'
import type { GateFault } from '../../src/drafts/gate-check.ts'
import { gateOfProofs } from '../../src/maintenance/gate-of-proofs.ts'
import { examinePolicy } from '../../src/policy/analysis/examine-policy.ts'
import type { Finding } from '../../src/policy/analysis/finding.ts'
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
  const cutShort: Proofs = {
    examine: async () => ({ findings: [], is_partial: true, because: 'The time for it was used up.' }),
  }
  expect(await faultsOf(sound, cutShort)).toMatchObject([
    { found: 'the proofs did not come to their end: The time for it was used up.' },
  ])
})

it('refuses a text of which nobody knows whether it pays too much', async () => {
  const undecided: Finding = {
    code: 'refund_above_charge',
    severity: 'information',
    status: 'not_decided',
    section: 'refunds',
    rule: 'unopened',
    line: 9,
    column: 5,
    message: 'The refund of the rule "unopened" can be more than was paid.',
    hint: '',
    rules: [],
    facts: [],
    example: null,
    because: 'The solver came to no end within its steps.',
  }
  const inDoubt = (finding: Finding): Proofs => ({
    examine: async () => ({ findings: [finding], is_partial: false, because: null }),
  })
  expect(await faultsOf(sound, inDoubt(undecided))).toMatchObject([
    {
      found:
        'line 9: not decided: The refund of the rule "unopened" can be more than was paid. The solver came to no end within its steps.',
    },
  ])
  expect(await faultsOf(sound, inDoubt({ ...undecided, code: 'order_decides' }))).toEqual([])
})
