import type { AuditEntry } from './audit-entry.ts'
import type { Publication, Publications } from './audit-log.ts'
import type { AuditStore } from './audit-store.ts'
import { auditStream } from './audit-stream.ts'

/** What the log keeps of a publication. */
export function publicationAct(publication: Publication): Pick<AuditEntry, 'kind' | 'author' | 'details'> {
  const { name, version, sha256, author, reason, published_at } = publication
  return { kind: 'policy_published', author, details: { policy: name, version, sha256, reason, published_at } }
}

/** Whether the entry logs this version. */
export function isPublicationOf(entry: AuditEntry, { name, version }: Pick<Publication, 'name' | 'version'>): boolean {
  return entry.kind === 'policy_published' && entry.details['policy'] === name && entry.details['version'] === version
}

/** The published versions of which the log knows nothing, by name, ascending. */
export async function unloggedPublications(
  store: AuditStore,
  publications: Publications,
): Promise<readonly Publication[]> {
  const logged = new Set<string>()
  for await (const { kind, details } of auditStream(store, 0)) {
    if (kind === 'policy_published') logged.add(JSON.stringify([details['policy'], details['version']]))
  }
  const missing: Publication[] = []
  for (const newest of await publications.list()) {
    for (let version = 1; version <= newest.version; version += 1) {
      if (logged.has(JSON.stringify([newest.name, version]))) continue
      const found = await publications.versions(newest.name, { before: version + 1, limit: 1 })
      missing.push(...found.filter((publication) => publication.version === version))
    }
  }
  return missing
}
