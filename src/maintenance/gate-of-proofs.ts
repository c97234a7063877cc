import type { GateCheck, GateFault } from '../drafts/gate-check.ts'
import type { ProvePolicies } from '../policy/analysis/prove-policies.ts'

/** `require_proofs`: nothing was found of the text that is an error, and the proofs came to their end. */
export function gateOfProofs(proofs: Pick<ProvePolicies, 'examine'>): GateCheck {
  return {
    limit: 'require_proofs',
    isQuick: false,
    faultsOf: async ({ text }, { require_proofs: isRequired = false }) => {
      if (!isRequired) return []
      const { findings, is_partial } = await proofs.examine(text)
      const errors = findings.filter(({ severity }) => severity === 'error')
      return [
        ...errors.map(({ line, message }) => fault(`line ${line}: ${message}`)),
        ...(is_partial ? [fault('the proofs did not come to their end in time')] : []),
      ]
    },
  }
}

function fault(found: string): GateFault {
  return { limit: 'require_proofs', allowed: 'no error that is proved or shown by an order', found }
}
