import type { Statement } from '../transparency/statement.ts'

/** The first line of an archive file. JSON names. */
export interface ArchiveHeader {
  readonly format: 1
  /** Accounts whose newest entry is older are in it: UTC ISO 8601. */
  readonly before: string
  readonly made_at: string
  /** All that the store held when the file was begun. */
  readonly statement: Statement
  /** The signed note over the same; null where no key was at hand. */
  readonly checkpoint: string | null
}

/** The line of a header. */
export function headerLine(header: ArchiveHeader): string {
  return `${JSON.stringify({ archive: header })}\n`
}

/** The header of a first line that {@link headerLine} wrote, in a file whose digest is known; null for any other. */
export function readHeader(line: string): ArchiveHeader | null {
  try {
    const { archive = null } = JSON.parse(line) as { readonly archive?: ArchiveHeader | null }
    return archive?.format === 1 ? archive : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
