import { expect } from '@jest/globals'
import { type ApiKey } from '../../src/access/api-key-store.ts'
import type { AuditEntry } from '../../src/audit/audit-entry.ts'
import { sha256 } from '../../src/fingerprint/fingerprint.ts'
import type { Entry } from '../../src/journal/entry.ts'

import type { PolicyVersion } from '../../src/policy/versions/policy-version.ts'
import type { ProblemCode } from '../../src/problems/problem-codes.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { sealed } from '../storage/make-entry.ts'

/** Opens an empty store for one test; the suite closes it. */
export type OpenEmptyStorage = () => Promise<Storage>

export async function appendAll(storage: Storage, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) expect(await storage.append(sealed(entry))).toEqual({ appended: true })
}

/** The value, which throws wherever anybody tries to change it. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}

export function present<Item>(items: readonly (Item | undefined)[]): Item[] {
  return items.filter((item) => item !== undefined)
}

export function problem(code: ProblemCode): { name: string; code: ProblemCode } {
  return { name: 'Problem', code }
}

export function policyVersion(wish: Partial<PolicyVersion> = {}): PolicyVersion {
  return {
    name: 'smm-panel',
    version: 1,
    sha256: '12'.repeat(32),
    text: 'policy: smm-panel\n',
    author: 'admin',
    reason: 'first text',
    published_at: '2026-11-23T08:00:00.000Z',
    ...wish,
  }
}

export function apiKey(wish: Partial<ApiKey> = {}): ApiKey {
  return {
    id: 'key-1',
    name: 'panel',
    roles: ['decide', 'read'],
    review_levels: { 'smm-panel': 'manager', '*': 'support' },
    secret_sha256: 'fe'.repeat(32),
    created_at: '2026-11-23T08:00:00.000Z',
    created_by: 'admin',
    replaces: null,
    revoked_at: null,
    expires_at: null,
    last_used_on: null,
    ...wish,
  }
}

export function auditEntry(sequence: number, id = `audit-${sequence}`): AuditEntry {
  return {
    sequence,
    id,
    kind: 'approvals_paused',
    at: '2026-11-23T08:00:00.000Z',
    author: 'admin',
    details: { reason: 'zażółć', nested: { list: [1, '2', null, true] } },
    approvals_paused: true,
    previous_hash: sequence === 1 ? null : sha256(`entry ${sequence - 1}`),
    hash: sha256(`entry ${sequence}`),
  }
}
