import type { BuiltInReason } from '../model/policy.ts'
import type { DecisionPlaceholder } from '../model/template.ts'

const nothingLacks: ReadonlySet<DecisionPlaceholder> = new Set()
const lacking: Readonly<Partial<Record<BuiltInReason, ReadonlySet<DecisionPlaceholder>>>> = {
  nothing_to_refund: new Set(['refund', 'entitled', 'proposed', 'method']),
  already_credited: new Set(['proposed']),
  denied_by_reviewer: new Set(['refund', 'proposed']),
}

/** What a decision for a reason of the service never has. */
export function lackingFor(reason: BuiltInReason): ReadonlySet<DecisionPlaceholder> {
  return lacking[reason] ?? nothingLacks
}
