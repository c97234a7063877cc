import { sha256 } from '../../fingerprint/fingerprint.ts'
import type { FoundBy } from '../../journal/found-by.ts'
import { asBytes } from './as-bytes.ts'
import type { Parameter, Row } from './connection.ts'

const tallied = ['kind', 'outcome', 'label', 'rule', 'clause', 'counted', 'credit_currency', 'automatic'] as const
const texts = ['kind', 'outcome', 'label', 'rule', 'clause', 'counted', 'credit_currency', 'policy'] as const
const ofPolicy = ['policy', 'policy_version'] as const

/** What a history counts an entry as: the same under every version of a policy. */
type Tallied = Pick<FoundBy, (typeof tallied)[number]>

/** What many entries have in common. */
type Common = Tallied & Pick<FoundBy, (typeof ofPolicy)[number]>

/**
 * The numbers of what an entry has in common with others. They follow from it alone: 47 bits of its SHA-256, as
 * SQLite keeps in six bytes.
 */
export interface EntryClass {
  readonly tally: number
  readonly class: number
}

const known = new Map<string, EntryClass>()
/** Policies have some dozens each. */
const mostKnown = 10_000
const bytesOfNumber = 6
const largestNumber = 2 ** 47

/** The class of an entry. Pure. */
export function classOf(found: Common): EntryClass {
  const name = nameOf(found)
  const before = known.get(name)
  if (before !== undefined) return before
  const { tally, whole } = textsOf(found)
  const made = { tally: numberOf(tally), class: numberOf(whole) }
  if (known.size >= mostKnown) known.clear()
  known.set(name, made)
  return made
}

const distinguished = [...tallied, ...ofPolicy] as const

/** No text that is stored holds the character between them. */
function nameOf(found: Common): string {
  let name = ''
  for (const one of distinguished) name += found[one] === null ? '-\0' : `+${found[one]}\0`
  return name
}

function textsOf(found: { readonly [Name in keyof Common]: unknown }): {
  readonly tally: string
  readonly whole: string
} {
  const tally = JSON.stringify(tallied.map((name) => found[name]))
  return { tally, whole: JSON.stringify([tally, found.policy, found.policy_version]) }
}

/** Every class. */
export const selectClasses = `SELECT id, tally, automatic, policy_version, ${asBytes(...texts)} FROM class`

/** The numbers (of the class, of its tally) that a row of {@link selectClasses} must have. */
export function classNumbersOf(row: Row): readonly [number, number] {
  const { tally, whole } = textsOf(row as { readonly [Name in keyof Common]: unknown })
  return [numberOf(whole), numberOf(tally)]
}

function numberOf(text: string): number {
  return Buffer.from(sha256(text), 'hex').readUIntBE(0, bytesOfNumber) % largestNumber
}

const columns = ['id', 'tally', ...tallied, ...ofPolicy] as const

/** Writes the row of {@link classParameters}, unless it is there. */
export const insertClass = `INSERT INTO class (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
  ON CONFLICT DO NOTHING`

/** The row of a class. */
export function classParameters(found: Common): readonly Parameter[] {
  const numbers = classOf(found)
  return [numbers.class, numbers.tally, ...[...tallied, ...ofPolicy].map((name) => found[name])]
}
