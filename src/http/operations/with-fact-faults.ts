import type { FactError } from '../../policy/facts/fact-error.ts'
import { Problem } from '../../problems/problem.ts'
import { faultsIn, requestFaults } from '../request/request-fault.ts'

/** Looks what would be decided on the facts, and stores nothing; no policy is the usual one. */
export type TryFacts = (asked: { readonly policy: string | undefined; readonly facts: object }) => Promise<unknown>

/** What is wrong with a body, and with the facts in it too where they can be tried: all faults at once. */
export async function withFactFaults(fault: unknown, body: unknown, tryFacts: TryFacts | undefined): Promise<unknown> {
  const known = faultsIn(fault)
  const asked = factsIn(body)
  if (known === null || asked === null || tryFacts === undefined) return fault
  try {
    await tryFacts(asked)
    return fault
  } catch (error) {
    if (!(error instanceof Problem)) return error
    if (error.code !== 'invalid_facts') return fault
    return requestFaults([...known, ...(error.extensions['errors'] as readonly FactError[])])
  }
}

function factsIn(body: unknown): { readonly policy: string | undefined; readonly facts: object } | null {
  if (typeof body !== 'object' || body === null) return null
  const { policy, facts }: { readonly policy?: unknown; readonly facts?: unknown } = body
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) return null
  return policy === undefined || typeof policy === 'string' ? { policy, facts } : null
}
