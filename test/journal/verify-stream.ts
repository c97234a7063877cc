import type { Entry } from '../../src/journal/entry.ts'
import { type ChainFault, walkChain } from '../../src/journal/verify-chain.ts'

/** Every fault of a whole stream of one account. */
export function verifyStream(entries: readonly Entry[]): readonly ChainFault[] {
  const walk = walkChain(entries[0]?.account ?? '')
  return [...entries.flatMap((entry) => walk.next(entry)), ...walk.end()]
}
