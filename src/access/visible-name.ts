/** Authors that are no keys. */
const builtInAuthors: readonly string[] = ['system', 'command-line', 'anyone', 'nobody']

/** A name as people see it: two that look alike to them are one. Letter case and the width of characters make no difference. */
export function visibleName(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replaceAll(/\s+/gu, ' ').trim()
}

/** Whether it shows as the name of one who acts without a key. */
export function isBuiltInAuthor(name: string): boolean {
  return builtInAuthors.includes(visibleName(name))
}
