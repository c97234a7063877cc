import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { createFeedTree } from '../../src/checkpoints/feed-tree.ts'
import { makeCheckpoint } from '../../src/checkpoints/make-checkpoint.ts'
import { createReceipts } from '../../src/checkpoints/receipts.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { newSigningKey, readVerifierKey } from '../../src/transparency/note-keys.ts'
import { verifyReceipt } from '../../src/transparency/verify-receipt.ts'
import { runCommand, temporaryFolder } from '../cli/run-command.ts'
import { personalWords, useShop } from '../erasure/keepsakes-shop.ts'
import { openPanelOver } from '../http/open-panel.ts'

const signer = newSigningKey('refunds.example.com')
const key = readVerifierKey(signer.verifierKey)
if (key === null) throw new Error('no key')
const folder = temporaryFolder()
const at = (name: string): string => join(folder, name)
/** Receipts and checkpoints by when they were made. */
const made: { readonly when: string; readonly receipt: string; readonly checkpoint: string }[] = []
let decision: string
let stores: readonly string[]

/** Makes a checkpoint of the store, and with it the receipt of the one decision. */
async function receiptOf(store: Storage, when: string): Promise<void> {
  const signed = await makeCheckpoint({ store, clock: { now: () => Date.parse('2026-03-02T00:00:00Z') }, key: signer })
  const deps = { store, folder: { newest: async () => signed, write: async () => {} }, tree: createFeedTree(store) }
  const receipt = await createReceipts(deps).of(decision, { isOpened: true })
  made.push({ when, receipt, checkpoint: signed.note })
}

async function ran(...words: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runCommand(words)
  if (code !== 0) throw new Error(`${words.join(' ')}: ${stdout}${stderr}`)
}

beforeAll(async () => {
  const [store, restored, copied] = [at('refunds.db'), at('restored.db'), at('copied.db')].map(
    (path) => `sqlite:${path}`,
  )
  if (store === undefined || restored === undefined || copied === undefined) throw new Error('no names')
  stores = [store, restored, copied]
  const panel = await openPanelOver(await openStorage(store))
  decision = String((await useShop(panel)).broken['id'])
  await receiptOf(panel.running.service.storage, 'before the erasure')
  await panel.post('/v1/accounts/a-1/erasure', { reason: 'request 17' })
  await receiptOf(panel.running.service.storage, 'after the erasure')
  await panel.close()
  await ran('backup', '--store', store, '--to', at('backup.db'))
  await ran('restore', '--store', restored, '--from', at('backup.db'))
  await ran('copy', '--from', restored, '--to', copied)
  for (const [url, when] of [
    [restored, 'after the restore'],
    [copied, 'after the copy'],
  ] as const) {
    const storage = await openStorage(url)
    await receiptOf(storage, when)
    await storage.close()
  }
  writeFileSync(at('public'), signer.verifierKey)
}, 300_000)

describe('a receipt outlives what happens to the store', () => {
  it.each([0, 1, 2, 3])(
    'number %i verifies, and all of it that was there before an erasure is in the first alone',
    (index) => {
      const { receipt = '', when } = made[index] ?? {}
      const checked = verifyReceipt(receipt, key)
      expect([when, checked]).toEqual([
        when,
        expect.objectContaining({ entry: expect.objectContaining({ id: decision }) }),
      ])
      expect(personalWords.some((word) => receipt.includes(word))).toBe(index === 0)
    },
  )

  it('and the checkpoints of all that were made are of what each of the stores holds', async () => {
    for (const [index, { checkpoint }] of made.entries()) {
      const file = at(`checkpoint-${index}`)
      writeFileSync(file, checkpoint)
      for (const store of stores) await ran('verify', '--store', store, '--against', file, '--key', at('public'))
    }
  }, 300_000)
})
