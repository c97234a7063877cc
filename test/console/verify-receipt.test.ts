import { describe, expect, it } from '@jest/globals'
import { verifyReceipt } from '../../src/console/views/decision/verify-receipt.ts'
import { percentOf, shareOf } from '../../src/console/views/settings/share-text.ts'
import { canonicalJson } from '../../src/fingerprint/canonical-json.ts'
import { sha256 } from '../../src/fingerprint/fingerprint.ts'
import { checkpointText } from '../../src/transparency/checkpoint.ts'
import { leafOf } from '../../src/transparency/statement.ts'
import { createHashTree } from '../../src/transparency/tree-proofs.ts'

const time = '2026-03-01T00:00:00.000Z'
const entries = Array.from({ length: 11 }, (_, index) => ({ z: index, a: { '10': 'ü', '9': [true, null] }, Z: '"' }))
const hashes = entries.map((entry) => sha256(canonicalJson(entry)))
const leaves = hashes.map(leafOf)
const tree = createHashTree(async (start, end) => leaves.slice(start, end))

async function receiptOf(number: number) {
  const [size, index] = [entries.length, number - 1]
  const root = (await tree.root(size)).toString('base64')
  const statement = { size, root, store: null, accounts: 1, audit: { size: 0, hash: null } }
  return {
    checkpoint: checkpointText({ ...statement, origin: 'test', time }),
    entry: entries[index] ?? {},
    format: 1 as const,
    hash: hashes[index] ?? '',
    number,
    opened: null,
    proof: (await tree.inclusionProof(index, size)).map((digest) => digest.toString('base64')),
  }
}

describe('what a browser verifies of a receipt', () => {
  it('holds for every place in a tree', async () => {
    for (let number = 1; number <= entries.length; number += 1) {
      const verified = await verifyReceipt(await receiptOf(number))
      expect(verified).toEqual({ hasHash: true, isInTree: true, checkpointAt: time })
    }
  })

  it('does not hold for another entry, another place, or a shorter proof', async () => {
    const receipt = await receiptOf(5)
    expect(await verifyReceipt({ ...receipt, entry: { z: 4 } })).toMatchObject({ hasHash: false, isInTree: true })
    for (const other of [{ number: 6 }, { number: 12 }, { proof: receipt.proof.slice(1) }, { hash: hashes[0] ?? '' }]) {
      expect(await verifyReceipt({ ...receipt, ...other })).toMatchObject({ isInTree: false })
    }
  })
})

describe('a share in percent', () => {
  it.each([
    ['0', '0'],
    ['2.5', '0.025'],
    ['5', '0.05'],
    ['12.125', '0.12125'],
    ['100', '1'],
  ])('%s is %s, and back', (percent, share) => {
    expect(shareOf(percent)).toBe(share)
    expect(percentOf(share)).toBe(percent)
  })

  it.each(['', 'x', '-1', '101', '100.1', '1,5', '1.2.3'])('"%s" is none', (text) => {
    expect(shareOf(text)).toBeNull()
  })
})
