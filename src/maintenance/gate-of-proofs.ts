import type { GateCheck, GateFault } from '../drafts/gate-check.ts'
import type { Finding, FindingCode } from '../policy/analysis/finding.ts'
import { findingExample } from '../policy/analysis/finding-example.ts'
import type { ProvePolicies } from '../policy/analysis/prove-policies.ts'

/**
 * `require_proofs`: nothing was found of the text that is an error, or would be one and could not be decided, and the proofs came to
 * their end. An error is told with its order.
 */
export function gateOfProofs(proofs: Pick<ProvePolicies, 'examine'>): GateCheck {
  return {
    limit: 'require_proofs',
    isQuick: false,
    faultsOf: async ({ text }, { require_proofs: isRequired = false }) => {
      if (!isRequired) return []
      const { findings, because } = await proofs.examine(text)
      const errors = findings.filter(({ severity }) => severity === 'error')
      return [
        ...errors.map((error) => fault(toldError(error))),
        ...findings.filter(mayBeError).map((finding) => fault(toldDoubt(finding))),
        ...(because === null ? [] : [fault(`the proofs did not come to their end: ${because}`)]),
      ]
    },
  }
}

/** What is an error where it is shown: not decided it is only information. */
const ofErrors: readonly FindingCode[] = [
  'refund_below_zero',
  'amount_below_zero',
  'refund_above_charge',
  'share_above_hundred',
]

function mayBeError({ code, status }: Finding): boolean {
  return status === 'not_decided' && ofErrors.includes(code)
}

function toldDoubt({ line, message, because }: Finding): string {
  return `line ${line}: not decided: ${message}${because === null ? '' : ` ${because}`}`
}

function toldError({ line, message, ...finding }: Finding): string {
  const example = findingExample(finding)
  return `line ${line}: ${message}${example === null ? '' : ` For example ${example}`}`
}

function fault(found: string): GateFault {
  return { limit: 'require_proofs', allowed: 'no error that is proved or shown by an order', found }
}
