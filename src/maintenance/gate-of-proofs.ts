import type { GateCheck, GateFault } from '../drafts/gate-check.ts'
import type { Finding } from '../policy/analysis/finding.ts'
import { findingExample } from '../policy/analysis/finding-example.ts'
import type { ProvePolicies } from '../policy/analysis/prove-policies.ts'

/** `require_proofs`: nothing was found of the text that is an error, and the proofs came to their end. An error is told with its order. */
export function gateOfProofs(proofs: Pick<ProvePolicies, 'examine'>): GateCheck {
  return {
    limit: 'require_proofs',
    isQuick: false,
    faultsOf: async ({ text }, { require_proofs: isRequired = false }) => {
      if (!isRequired) return []
      const { findings, is_partial } = await proofs.examine(text)
      const errors = findings.filter(({ severity }) => severity === 'error')
      return [
        ...errors.map((error) => fault(toldError(error))),
        ...(is_partial ? [fault('the proofs did not come to their end in time')] : []),
      ]
    },
  }
}

function toldError({ line, message, ...finding }: Finding): string {
  const example = findingExample(finding)
  return `line ${line}: ${message}${example === null ? '' : ` For example ${example}`}`
}

function fault(found: string): GateFault {
  return { limit: 'require_proofs', allowed: 'no error that is proved or shown by an order', found }
}
