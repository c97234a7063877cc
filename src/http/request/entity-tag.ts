/** The ETag of a policy version: its number in quotes. */
export function entityTag(version: number): string {
  return `"${version}"`
}

/** The version that an ETag made by {@link entityTag} names. */
export function versionOfEntityTag(tag: string): number {
  return Number(tag.slice(1, -1))
}

/** Whether an `If-None-Match` header names the tag (weakly compared) or anything at all. */
export function matchesEntityTag(header: string, tag: string): boolean {
  return header
    .split(',')
    .map((part) => part.trim().replace(/^W\//u, ''))
    .some((part) => part === '*' || part === tag)
}
