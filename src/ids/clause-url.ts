/** What names a published text. */
interface VersionName {
  readonly name: string
  readonly version: number
}

/** An id that needs no escape in attributes and addresses; different clauses have different ones. */
export function clauseAnchor(clause: string): string {
  return `clause-${clause.replace(/[^A-Za-z0-9.-]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}_`)}`
}

/** The path of a version's public page, the same for good. */
export function versionUrl({ name, version }: VersionName): string {
  return `/policy/${name}/versions/${version}`
}

/** The path of a clause as that version has it, the same for good. */
export function clauseUrl(version: VersionName, clause: string): string {
  return `${versionUrl(version)}#${clauseAnchor(clause)}`
}
