import type { ReleaseCandidate } from '../policy/versions/release-guard.ts'
import { Problem } from '../problems/problem.ts'
import type { GateChecks, GateFault, GateLimit } from './gate-check.ts'
import type { PublishGate } from './release-settings.ts'

/** The limits that a gate sets. */
export function limitsOf(gate: PublishGate): readonly GateLimit[] {
  return (Object.keys(gate) as GateLimit[]).filter((limit) => gate[limit] !== undefined && gate[limit] !== false)
}

/** What of the gate the text is over; with `isQuick` only as far as that is soon known. */
export async function gateFaults(
  checks: GateChecks,
  gate: PublishGate,
  { candidate, isQuick }: { readonly candidate: ReleaseCandidate; readonly isQuick: boolean },
): Promise<readonly GateFault[]> {
  const faults: GateFault[] = []
  for (const limit of limitsOf(gate)) {
    const check = checks.find((known) => known.limit === limit)
    if (check === undefined) faults.push({ limit, allowed: 'what can be measured', found: 'nothing here measures it' })
    else if (check.isQuick || !isQuick) faults.push(...(await check.faultsOf(candidate, gate)))
  }
  return faults
}

/** The Problem of a text that is over limits; null where it is over none. */
export function gateProblem(faults: readonly GateFault[]): Problem | null {
  if (faults.length === 0) return null
  const told = faults.map(({ limit, allowed, found }) => `${limit} allows ${allowed}, and ${found}`).join('; ')
  return new Problem(
    'publish_gate',
    `The publish gate of the policy: ${told}. Nothing was published. A draft may be published all the same once a ` +
      'person who neither wrote it nor publishes it approves it with over_gate.',
    { extensions: { limits: faults } },
  )
}
