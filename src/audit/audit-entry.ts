import type { Json } from '../fingerprint/canonical-json.ts'

export type AuditKind =
  | 'policy_published'
  | 'api_key_created'
  | 'api_key_revoked'
  | 'approvals_paused'
  | 'approvals_resumed'
