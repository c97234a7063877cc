import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { growTree, leafHash } from '../../src/transparency/merkle-tree.ts'
import { createHashTree, type HashTree, isExtended, isIncluded } from '../../src/transparency/tree-proofs.ts'

/** The leaves and roots that the reference implementation of RFC 6962 is tested with. */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

function leavesOf(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)))
}

function treeOver(leaves: readonly Buffer[]): HashTree {
  return createHashTree(async (start, end) => leaves.slice(start, end))
}

function rootAt(leaves: readonly Buffer[], size: number): Buffer {
  const tree = growTree()
  for (const leaf of leaves.slice(0, size)) tree.append(leaf)
  return tree.root()
}

describe('the tree', () => {
  it('has the roots of RFC 6962', async () => {
    const leaves = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex')))
    const tree = growTree()
    expect(tree.root().toString('hex')).toBe(roots[0])
    for (const [index, leaf] of leaves.entries()) {
      tree.append(leaf)
      expect(tree.root().toString('hex')).toBe(roots[index + 1])
      expect((await treeOver(leaves).root(index + 1)).toString('hex')).toBe(roots[index + 1])
    }
  })

  it('has the proofs of the reference implementation', async () => {
    const tree = treeOver(inputs.map((hex) => leafHash(Buffer.from(hex, 'hex'))))
    const inHex = (proof: readonly Buffer[]): string[] => proof.map((hash) => hash.toString('hex'))
    expect(inHex(await tree.inclusionProof(5, 8))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
    expect(inHex(await tree.consistencyProof(6, 8))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })
})

describe('proofs', () => {
  const leaves = leavesOf(1_100)
  const tree = treeOver(leaves)
  const sizes = fc.integer({ min: 1, max: leaves.length })

  it('of inclusion hold for their leaf, place and tree alone', async () => {
    const cases = sizes.chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }))
    await fc.assert(
      fc.asyncProperty(cases, fc.nat(), async ({ size, index }, other) => {
        const proof = await tree.inclusionProof(index, size)
        const root = rootAt(leaves, size)
        const leaf = leaves[index] ?? Buffer.alloc(32)
        expect(isIncluded({ leaf, index }, proof, { size, root })).toBe(true)
        const wrongIndex = other % (leaves.length + 1)
        if (wrongIndex !== index) expect(isIncluded({ leaf, index: wrongIndex }, proof, { size, root })).toBe(false)
        expect(isIncluded({ leaf: leafHash(leaf), index }, proof, { size, root })).toBe(false)
        expect(isIncluded({ leaf, index }, [...proof, leaf], { size, root })).toBe(false)
        if (proof.length > 0) expect(isIncluded({ leaf, index }, proof.slice(1), { size, root })).toBe(false)
        for (const at of proof.keys()) {
          const changed = proof.map((hash, place) => (place === at ? leafHash(hash) : hash))
          expect(isIncluded({ leaf, index }, changed, { size, root })).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('of extension hold for their two trees alone', async () => {
    const cases = sizes.chain((size) =>
      fc.record({ size: fc.constant(size), older: fc.integer({ min: 1, max: size }) }),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ({ size, older }) => {
        const proof = await tree.consistencyProof(older, size)
        const trees = {
          older: { size: older, root: rootAt(leaves, older) },
          newer: { size, root: rootAt(leaves, size) },
        }
        expect(isExtended(trees, proof)).toBe(true)
        const wrong = leafHash(Buffer.from('another tree'))
        expect(isExtended({ ...trees, older: { size: older, root: wrong } }, proof)).toBe(false)
        if (older < size) expect(isExtended({ ...trees, newer: { size, root: wrong } }, proof)).toBe(false)
        expect(isExtended(trees, [...proof, wrong])).toBe(false)
        for (const at of proof.keys()) {
          const changed = proof.map((hash, place) => (place === at ? leafHash(hash) : hash))
          expect(isExtended(trees, changed)).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })
})
