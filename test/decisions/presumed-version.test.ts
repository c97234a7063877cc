import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { openDecisions, shippedPolicy } from './open-decisions.ts'

const facts = { order: { id: 'o-1', status: 'pending' }, account: { id: 'a-1' } }
const withNote = { ...facts, order: { ...facts.order, note: 'x' } }
/** Takes a fact that the shipped text refuses. */
const edited = shippedPolicy.replace('\nfacts:\n', '\nfacts:\n  order.note: { type: string, default: "" }\n')

describe('the version that a process decided by last', () => {
  it('decides no more once another process has published: neither what it allows nor what it refuses counts', async () => {
    const storage = createMemoryStorage()
    const here = await openDecisions([shippedPolicy], storage)
    expect((await here.ask(facts)).policy).toMatchObject({ version: 1 })
    await expect(here.ask(withNote)).rejects.toMatchObject({ code: 'invalid_facts' })
    const there = await openDecisions([], storage)
    await there.publish(edited)
    expect((await here.ask(withNote)).policy).toMatchObject({ version: 2 })
    await there.publish(`${shippedPolicy}\n# the third\n`)
    expect((await here.ask(facts)).policy).toMatchObject({ version: 3 })
    await expect(here.ask(withNote)).rejects.toMatchObject({ code: 'invalid_facts' })
  })

  it.each([
    ['in memory', 'memory:'],
    ['in a SQLite file', `sqlite:${join(mkdtempSync(join(tmpdir(), 'retired-')), 'refunds.db')}`],
  ])(
    'decides nothing from the moment on that another process retires the policy, until it is published again, %s',
    async (_where, url) => {
      const storage = await openStorage(url)
      const here = await openDecisions([shippedPolicy], storage)
      const other = url === 'memory:' ? storage : await openStorage(url)
      const { policies } = await openDecisions([], other)
      const name = 'smm-panel'
      const preview = () => here.decisions.preview({ policy: name, facts })
      await here.ask(facts)
      await policies.retire({ name, reason: 'sold', author: 'test', expected: 1 })
      await expect(here.ask(facts)).rejects.toMatchObject({ code: 'policy_retired' })
      await expect(preview()).rejects.toMatchObject({ code: 'policy_retired' })
      await policies.restore({ name, version: 1, reason: null, author: 'test', expected: 2 })
      expect((await here.ask(facts)).policy).toMatchObject({ version: 3 })
      for (const opened of new Set([storage, other])) await opened.close()
    },
  )
})
