import { type Digest, nodeHash } from './merkle-tree.ts'

/** Reads the hashes of the leaves from `start` (inclusive, from 0) to `end` (exclusive), all of which are there. */
export type ReadLeaves = (start: number, end: number) => Promise<readonly Digest[]>

/** A tree over leaves that are only ever added, read from where they are kept. */
export interface HashTree {
  /** The root of the first `size` leaves, at least one. */
  root(size: number): Promise<Digest>
  /** Proves that the leaf is among the first `size` (RFC 6962, section 2.1.1). */
  inclusionProof(index: number, size: number): Promise<readonly Digest[]>
  /** Proves that the tree of `size` leaves extends that of `older` leaves (RFC 6962, section 2.1.2). */
  consistencyProof(older: number, size: number): Promise<readonly Digest[]>
}

/** Leaves under one node that is kept in memory: 4,000 nodes for a million leaves. */
const tileSize = 256

/** A tree over the leaves; the nodes over each 256 of them are read once. */
export function createHashTree(readLeaves: ReadLeaves): HashTree {
  const tiles = new Map<number, Digest>()
  const tile = async (start: number): Promise<Digest> => {
    const known = tiles.get(start)
    if (known !== undefined) return known
    const node = fold(await readLeaves(start, start + tileSize))
    tiles.set(start, node)
    return node
  }
  /** The root of the leaves from `start` to `end`, as they stand within the whole tree. */
  const range = async (start: number, end: number): Promise<Digest> => {
    const size = end - start
    if (size === tileSize) return tile(start)
    if (size < tileSize) return fold(await readLeaves(start, end))
    const middle = start + split(size)
    return nodeHash(await range(start, middle), await range(middle, end))
  }
  const path = async (index: number, start: number, end: number): Promise<Digest[]> => {
    if (end - start <= 1) return []
    const middle = start + split(end - start)
    return index < middle
      ? [...(await path(index, start, middle)), await range(middle, end)]
      : [...(await path(index, middle, end)), await range(start, middle)]
  }
  const extension = async (older: number, start: number, end: number, isWhole: boolean): Promise<Digest[]> => {
    if (older === end) return isWhole ? [] : [await range(start, end)]
    const middle = start + split(end - start)
    return older <= middle
      ? [...(await extension(older, start, middle, isWhole)), await range(middle, end)]
      : [...(await extension(older, middle, end, false)), await range(start, middle)]
  }
  return {
    root: (size) => range(0, size),
    inclusionProof: (index, size) => path(index, 0, size),
    consistencyProof: async (older, size) => (older === 0 ? [] : extension(older, 0, size, true)),
  }
}

/** The largest power of two below the size. */
function split(size: number): number {
  let largest = 1
  while (largest * 2 < size) largest *= 2
  return largest
}

function fold(leaves: readonly Digest[]): Digest {
  const [only] = leaves
  if (only === undefined) throw new RangeError('there is no leaf')
  if (leaves.length === 1) return only
  const middle = split(leaves.length)
  return nodeHash(fold(leaves.slice(0, middle)), fold(leaves.slice(middle)))
}

/** What a proof says of two roots. */
export interface Extension {
  readonly older: { readonly size: number; readonly root: Digest }
  readonly newer: { readonly size: number; readonly root: Digest }
}

/** Whether the proof shows the leaf at its index in the tree (RFC 9162, section 2.1.3.2). */
export function isIncluded(
  { leaf, index }: { readonly leaf: Digest; readonly index: number },
  proof: readonly Digest[],
  { size, root }: { readonly size: number; readonly root: Digest },
): boolean {
  if (index >= size) return false
  let [place, last] = [index, size - 1]
  let hash = leaf
  for (const node of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(node, hash)
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      hash = nodeHash(hash, node)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && hash.equals(root)
}

/** Whether the proof shows that the newer tree begins with the older one (RFC 9162, section 2.1.4.2). */
export function isExtended({ older, newer }: Extension, proof: readonly Digest[]): boolean {
  if (older.size > newer.size) return false
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root)
  if (older.size === 0) return proof.length === 0
  const isPower = Number.isInteger(Math.log2(older.size))
  const [first, ...rest] = isPower ? [older.root, ...proof] : proof
  if (first === undefined) return false
  let [place, last] = [older.size - 1, newer.size - 1]
  while (place % 2 === 1) [place, last] = [half(place), half(last)]
  let [before, after] = [first, first]
  for (const node of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      before = nodeHash(node, before)
      after = nodeHash(node, after)
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      after = nodeHash(after, node)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && before.equals(older.root) && after.equals(newer.root)
}

function half(value: number): number {
  return Math.floor(value / 2)
}
