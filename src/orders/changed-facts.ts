import type { StoredFacts } from '../journal/entry.ts'

/** The names of the facts that are said otherwise than they are known, sorted. */
export function changedFacts(known: StoredFacts, said: StoredFacts): readonly string[] {
  return Object.keys(said)
    .filter((name) => said[name] !== known[name])
    .sort()
}
