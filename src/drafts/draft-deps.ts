import type { AuditLog } from '../audit/audit-log.ts'
import type { AuditStore } from '../audit/audit-store.ts'
import type { NewId } from '../ids/entry-id.ts'
import type { CompareTexts } from '../policy/difference/compare-texts.ts'
import type { CheckPolicyText } from '../policy/versions/check-policy.ts'
import type { Policies } from '../policy/versions/policies.ts'
import type { PolicyVersionStore } from '../policy/versions/policy-version-store.ts'
import type { Clock } from '../time/clock.ts'
import type { DraftStore } from './draft-store.ts'
import type { GateChecks } from './gate-check.ts'
import type { ReleaseSettingsStore } from './release-settings-store.ts'

/** What drafts need: where they are kept, the policies that they become versions of, the log, time, ids, and who checks and compares texts. */
export interface DraftDeps {
  readonly store: DraftStore & ReleaseSettingsStore & PolicyVersionStore & Pick<AuditStore, 'auditEntries'>
  readonly policies: Pick<Policies, 'publish' | 'retire' | 'version'>
  readonly audit: Pick<AuditLog, 'record' | 'recordOnce'>
  readonly clock: Clock
  readonly newId: NewId
  readonly checkText: CheckPolicyText
  readonly compareTexts: CompareTexts
  readonly gateChecks: GateChecks
}
