import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { formatVerification } from '../../src/cli/format-verification.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import type { Statement } from '../../src/transparency/statement.ts'
import { openPanelOver } from '../http/open-panel.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { carefulChanges } from './careful-changes.ts'
import { type Content, readContent, writeContent } from './store-content.ts'
import { fillPanel, verifyStorage } from './tampered-store.ts'

const stores = await durableStores()
/** In SQLite each; over a network, where one takes a second, one of so many: what is found is read by the same port. */
const oneOf = { SQLite: 1, MongoDB: process.env['TAMPER_FIELDS'] === 'all' ? 1 : 6 }
afterAll(async () => {
  for (const store of stores) await store.close()
})

let content: Content
let kept: Statement
beforeAll(async () => {
  const [sqlite] = stores
  if (sqlite === undefined) throw new Error('there is no store')
  const url = sqlite.newUrl()
  const panel = await openPanelOver(await openStorage(url))
  await fillPanel(panel)
  await administer(panel)
  await panel.close()
  const storage = await openStorage(url)
  const read = await readContent(storage)
  await storage.close()
  content = read.content
  kept = read.kept
})

/** Two more keys of which one is revoked, a second version, and the stop switch. */
async function administer(panel: Awaited<ReturnType<typeof openPanelOver>>): Promise<void> {
  const { access, policies, audit } = panel.running.service
  const author = 'admin'
  await access.createKey({ name: 'panel', roles: ['decide', 'read'], author })
  await access.createKey({ name: 'ann', roles: ['review'], author })
  const { key } = await access.createKey({ name: 'old', roles: ['decide'], author })
  await access.revokeKey({ id: key.id, author })
  const [active] = await policies.list()
  const text = `${active?.text ?? ''}\n# The second version.\n`
  await policies.publish({ name: 'smm-panel', text, reason: 'a test', author, expected: 1 })
  await audit.pause({ author, reason: 'a test' })
}

describe.each(stores.map((store) => [store.name, store] as const))('in %s', (_name, store) => {
  async function found(changed: Content): Promise<{ readonly alone: string; readonly againstKept: string }> {
    const storage = await openStorage(await store.emptyUrl())
    try {
      await writeContent(storage, changed)
      const verified = await verifyStorage(storage, [kept])
      const byItself = verified.faults.filter((fault) => !('checkpoint' in fault))
      return {
        alone: formatVerification({ ...verified, faults: byItself }),
        againstKept: formatVerification(verified),
      }
    } finally {
      await storage.close()
    }
  }

  it('finds nothing in a store that nobody changed', async () => {
    expect((await found(content)).againstKept).toMatch(/no fault was found\n$/u)
  })

  const changes = carefulChanges.filter((_, index) => index % oneOf[store.name] === 0)
  it.each(changes.map((change) => [change.name, change] as const))('finds %s', async (_what, expected) => {
    const { alone, againstKept } = await found(expected.change(content))
    if (expected.alone === null) expect(alone).toMatch(/no fault was found\n$/u)
    else expect(alone).toMatch(expected.alone)
    expect(againstKept).toMatch(expected.kept ?? expected.alone ?? /nothing/u)
  })
})
