import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { createCheckpointFolder } from '../../src/checkpoints/checkpoint-folder.ts'
import { compareCheckpoint } from '../../src/checkpoints/compare-checkpoint.ts'
import { writeDailyCheckpoint } from '../../src/checkpoints/daily-checkpoint.ts'
import { createFeedTree } from '../../src/checkpoints/feed-tree.ts'
import { makeCheckpoint } from '../../src/checkpoints/make-checkpoint.ts'
import { openCheckpoints } from '../../src/checkpoints/open-checkpoints.ts'
import { feedWaiting } from '../../src/journal/feed.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { extensionFault } from '../../src/transparency/extension-file.ts'
import { newSigningKey, readVerifierKey } from '../../src/transparency/note-keys.ts'
import { openCheckpoint } from '../../src/transparency/open-checkpoint.ts'
import { verifyReceipt } from '../../src/transparency/verify-receipt.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { openPanel, partial } from '../http/open-panel.ts'
import { config, startService } from '../http/running-service.ts'
import { day, openDomain } from '../journal/open-domain.ts'

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'refund-checkpoints-'))
}

const signer = newSigningKey('refunds.example.com')
const verifier = readVerifierKey(signer.verifierKey)
if (verifier === null) throw new Error('no key')

describe("the day's checkpoint", () => {
  it('is written once a day where something is new, and extends the one before it', async () => {
    const storage = await openStorage('memory:')
    const domain = await openDomain(undefined, storage)
    const path = join(newFolder(), 'made when it is needed')
    const folder = createCheckpointFolder(path, verifier)
    const deps = { store: storage, clock: domain.clock, key: signer, folder, tree: createFeedTree(storage) }
    const decide = (order: string) => domain.ask(panelFacts({ order: { id: order }, account: { id: 'a-1' } }))
    expect(await folder.newest()).toBeNull()
    await decide('o-1')
    const first = await writeDailyCheckpoint(deps)
    expect(first?.checkpoint).toMatchObject({ size: 1, accounts: 1, audit: { size: 0, hash: null } })
    await decide('o-2')
    expect(await writeDailyCheckpoint(deps)).toBeNull()
    domain.clock.advance(day)
    const second = await writeDailyCheckpoint(deps)
    expect(second?.checkpoint.size).toBe(2)
    domain.clock.advance(day)
    expect(await writeDailyCheckpoint(deps)).toBeNull()
    expect(readdirSync(path).sort()).toEqual([
      'checkpoint-000000000001.txt',
      'checkpoint-000000000002.txt',
      'extension-000000000001-000000000002.txt',
    ])
    const extension = readFileSync(join(path, 'extension-000000000001-000000000002.txt'), 'utf8')
    if (first === null || second === null) throw new Error('nothing was written')
    expect(extensionFault(extension, first.checkpoint, verifier)).toBeNull()
    const other = { ...first.checkpoint, root: second.checkpoint.root }
    expect(extensionFault(extension, other, verifier)).toContain('does not show')
    expect(extensionFault(extension, second.checkpoint, verifier)).toContain('proves nothing')
    expect(extensionFault(extension.replace('accounts 1', 'accounts 2'), first.checkpoint, verifier)).toContain(
      'signature',
    )
    writeFileSync(join(path, 'checkpoint-000000000009.txt'), 'nothing that was signed')
    expect((await createCheckpointFolder(path, verifier).newest())?.note).toBe(second.note)
  })

  it('needs a folder and a key, or neither', async () => {
    const deps = { store: await openStorage('memory:'), clock: { now: () => 0 } }
    const open = (checkpointFolder: string | null, checkpointKeyFile: string | null) =>
      openCheckpoints(deps, { checkpointFolder, checkpointKeyFile })
    const refused = (opening: Promise<unknown>) =>
      expect(opening).rejects.toMatchObject({ code: 'invalid_configuration' })
    const file = join(newFolder(), 'key')
    writeFileSync(file, signer.verifierKey)
    await refused(open('somewhere', null))
    await refused(open(null, file))
    await refused(open('somewhere', file))
    await refused(open('somewhere', `${file}-missing`))
    expect((await open(null, null)).writeDaily).toBeNull()
  })
})

async function storeWith(orders: readonly string[]): Promise<Storage> {
  const storage = await openStorage('memory:')
  const domain = await openDomain(undefined, storage)
  for (const id of orders) await domain.ask(panelFacts({ order: { id }, account: { id: 'a-1' } }))
  return storage
}

describe('the store beside its newest checkpoint', () => {
  it('agrees where it holds what was signed, also when more came later; another store does not', async () => {
    const path = join(newFolder(), 'checkpoints')
    const folder = createCheckpointFolder(path, verifier)
    const [own, other] = [await storeWith(['o-1', 'o-2']), await storeWith(['o-1', 'o-3'])]
    const compare = (store: Storage) => compareCheckpoint({ store, tree: createFeedTree(store), folder })
    expect(await compare(own)).toMatchObject({ written: true, latest: null })
    const signed = await makeCheckpoint({ store: own, clock: { now: () => 0 }, key: signer })
    await folder.write(signed, null)
    const { size } = signed.checkpoint
    expect(await compare(own)).toMatchObject({ entries: size, latest: { size, holds: true } })
    await feedWaiting(other, 500)
    expect(await compare(other)).toMatchObject({ latest: { holds: false } })
    expect(await compare(await openStorage('memory:'))).toMatchObject({ entries: 0, latest: { holds: false } })
  })

  it('is compared with none where the service writes none', async () => {
    const panel = await openPanel('memory')
    expect((await panel.get('/v1/checkpoints/latest')).json).toEqual({ written: false, entries: 0, latest: null })
    await panel.close()
  })
})

describe('GET /v1/decisions/{id}/receipt', () => {
  it('is 409 without a folder of checkpoints, and 404 for no decision', async () => {
    const panel = await openPanel('memory')
    const { id } = await panel.decide(partial('o-1'))
    expect((await panel.get(`/v1/decisions/${id}/receipt`)).problem).toBe('receipt_not_ready')
    const unknown = '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e'
    expect((await panel.get(`/v1/decisions/${unknown}/receipt`)).problem).toBe('decision_not_found')
    await panel.close()
  })

  it('proves a decision once a checkpoint covers it, and tells its values to whoever may read them', async () => {
    const folder = newFolder()
    const keyFile = join(folder, 'key')
    writeFileSync(keyFile, `${signer.secret}\n`)
    const settings = { ...config, checkpointFolder: folder, checkpointKeyFile: keyFile }
    const running = await startService({}, settings)
    const decide = async (order: string): Promise<string> => {
      const { json } = await running.send('POST', '/v1/decisions', { json: { facts: partial(order) } })
      return (json as { readonly id: string }).id
    }
    const id = await decide('o-1')
    const path = `/v1/decisions/${id}/receipt`
    expect((await running.send('GET', path)).problem).toBe('receipt_not_ready')
    const { writeDaily } = await openCheckpoints(
      { store: running.service.storage, clock: { now: () => Date.now() } },
      settings,
    )
    await writeDaily?.(new AbortController().signal)
    const opened = await running.send('GET', path)
    expect(verifyReceipt(opened.text, verifier)).toMatchObject({
      entry: { id, confidential: { message: expect.any(String) } },
    })
    const closed = await running.send('GET', `${path}?values=closed`)
    expect(verifyReceipt(closed.text, verifier)).toMatchObject({ entry: { id, confidential: null } })
    const deciding = await running.keyOf('panel', ['decide'])
    const forPanel = await running.send('GET', path, { key: deciding })
    expect(forPanel.text).toBe(closed.text)
    expect((await running.send('GET', '/v1/checkpoints/latest')).json).toMatchObject({
      written: true,
      latest: { origin: expect.any(String), holds: true },
    })
    const later = await decide('o-2')
    expect((await running.send('GET', `/v1/decisions/${later}/receipt`)).problem).toBe('receipt_not_ready')
    expect((await running.send('GET', path)).text).toBe(opened.text)
    const [file = ''] = readdirSync(folder).filter((name) => name.startsWith('checkpoint-'))
    expect(openCheckpoint(readFileSync(join(folder, file), 'utf8'), verifier)).toHaveProperty('checkpoint.size')
    await running.close()
  })
})
