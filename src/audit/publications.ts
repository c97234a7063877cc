import type { AuditEntry } from './audit-entry.ts'
import type { Publication, Publications } from './audit-log.ts'
import type { AuditStore } from './audit-store.ts'
import { auditStream } from './audit-stream.ts'

/** What the log keeps of a publication. */
export function publicationAct(publication: Publication): Pick<AuditEntry, 'kind' | 'author' | 'details'> {
  const { name, version, sha256, author, reason, published_at, retired, release = {} } = publication
  const kind = retired === true ? 'policy_retired' : 'policy_published'
  return { kind, author, details: { policy: name, version, sha256, reason, published_at, ...release } }
}

/** Whether the entry logs this version. */
export function isPublicationOf(entry: AuditEntry, { name, version }: Pick<Publication, 'name' | 'version'>): boolean {
  return isPublication(entry) && entry.details['policy'] === name && entry.details['version'] === version
}

function isPublication({ kind }: AuditEntry): boolean {
  return kind === 'policy_published' || kind === 'policy_retired'
}

/** The published versions of which the log knows nothing, by name, ascending. */
export async function unloggedPublications(
  store: AuditStore,
  publications: Publications,
): Promise<readonly Publication[]> {
  const logged = new Set<string>()
  for await (const entry of auditStream(store, 0)) {
    const { details } = entry
    if (isPublication(entry)) logged.add(JSON.stringify([details['policy'], details['version']]))
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
