import { createHash } from 'node:crypto'

/** 32 bytes of SHA-256. */
export type Digest = Buffer

const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])

/** The root of a tree without leaves (RFC 6962, section 2.1). */
const emptyRoot: Digest = createHash('sha256').digest()

/** The hash of a leaf (RFC 6962, section 2.1). */
export function leafHash(leaf: Uint8Array): Digest {
  return createHash('sha256').update(leafPrefix).update(leaf).digest()
}

/** The hash of a node over its two children (RFC 6962, section 2.1). */
export function nodeHash(left: Digest, right: Digest): Digest {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest()
}

/** A tree that grows leaf by leaf; it keeps one hash for each bit of its size, however large it is. */
export interface GrowingTree {
  /** How many leaves it has. */
  size(): number
  append(leaf: Digest): void
  root(): Digest
}

/** A tree without leaves; leaves are given by their hash. */
export function growTree(): GrowingTree {
  /** Roots of complete subtrees, the largest (and oldest) first. */
  const roots: { readonly level: number; readonly hash: Digest }[] = []
  let size = 0
  return {
    size: () => size,
    append: (leaf) => {
      let node = { level: 0, hash: leaf }
      for (let last = roots.at(-1); last?.level === node.level; last = roots.at(-1)) {
        roots.pop()
        node = { level: node.level + 1, hash: nodeHash(last.hash, node.hash) }
      }
      roots.push(node)
      size += 1
    },
    root: () => rootOf(roots.map(({ hash }) => hash)),
  }
}

/** The root over the roots of complete subtrees, the largest first. */
function rootOf(roots: readonly Digest[]): Digest {
  const [last, ...others] = roots.toReversed()
  if (last === undefined) return emptyRoot
  return others.reduce((right, left) => nodeHash(left, right), last)
}
