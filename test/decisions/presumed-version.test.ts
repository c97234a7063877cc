import { describe, expect, it } from '@jest/globals'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
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
})
