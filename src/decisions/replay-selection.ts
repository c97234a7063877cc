import { createHash } from 'node:crypto'

/** A share of the accounts, the same ones for the same seed. */
export interface ReplaySample {
  /** Above 0, at most 1. */
  readonly share: number
  readonly seed: number
}

/** Whose decisions are decided again: those of one account, or of a share of all; null for all. */
export interface ReplaySelection {
  readonly account: string | null
  readonly sample: ReplaySample | null
}

/** Whether an account is among those that are asked for; null where all are. */
export function asksFor({ account, sample }: ReplaySelection): ((account: string) => boolean) | null {
  if (account === null && sample === null) return null
  return (one) => (account === null || one === account) && (sample === null || isSampled(one, sample))
}

/** The first 48 bits of the digest, as a share of all that they may be. */
function isSampled(account: string, { share, seed }: ReplaySample): boolean {
  const digest = createHash('sha256').update(`${seed}\n${account}`).digest()
  return digest.readUIntBE(0, 6) / 2 ** 48 < share
}

const accountFirst = /^\{"account":("(?:[^"\\]|\\.)*")/u

/** The account of an entry's text, which RFC 8785 puts first; null where it does not stand there. */
export function accountOfBody(body: string): string | null {
  const text = accountFirst.exec(body)?.[1]
  if (text === undefined) return null
  try {
    return String(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
