import type { components } from '../../api/openapi.generated.ts'

type Receipt = components['schemas']['Receipt']

/** What this browser found out about a receipt by itself. */
export interface Verified {
  /** The entry has the hash that stands beside it. */
  readonly hasHash: boolean
  /** The hash is in the tree whose root the checkpoint names. */
  readonly isInTree: boolean
  /** When that checkpoint was made; null where it does not say. */
  readonly checkpointAt: string | null
}

/** Hashes the entry anew and follows the proof to the root. The signature is for `refund-policy receipt verify`. */
export async function verifyReceipt({ entry, hash, number, proof, checkpoint }: Receipt): Promise<Verified> {
  const [, size = '0', root = ''] = checkpoint.split('\n')
  const found = hex(await digest(new TextEncoder().encode(canonicalText(entry))))
  const leaf = await digest(Uint8Array.of(0, ...bytesOfHex(hash)))
  const reached = await rootOf(leaf, proof.map(bytesOfBase64), { index: number - 1, size: JSON.parse(size) as number })
  return {
    hasHash: found === hash,
    isInTree: reached !== null && hex(reached) === hex(bytesOfBase64(root)),
    checkpointAt: /^time (\S+)$/mu.exec(checkpoint)?.[1] ?? null,
  }
}

/** The root that a proof leads to from a leaf (RFC 9162, section 2.1.3.2); null where it does not end at one. */
async function rootOf(
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  { index, size }: { readonly index: number; readonly size: number },
): Promise<Uint8Array | null> {
  let [place, last, node] = [index, size - 1, leaf]
  if (place > last) return null
  for (const next of proof) {
    if (last === 0) return null
    if (place % 2 === 1 || place === last) {
      node = await digest(Uint8Array.of(1, ...next, ...node))
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      node = await digest(Uint8Array.of(1, ...node, ...next))
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 ? node : null
}

/** The one text of a value (RFC 8785). */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonicalText(each)}`).join(',')}}`
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytesOfHex(text: string): readonly number[] {
  return (text.match(/../gu) ?? []).map((pair) => Number.parseInt(pair, 16))
}

function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}

function half(value: number): number {
  return Math.floor(value / 2)
}
