import { expect, it } from '@jest/globals'
import type { Draft } from '../../src/drafts/draft.ts'
import type { ReleaseSettings } from '../../src/drafts/release-settings.ts'
import type { Storage } from '../../src/storage/storage.ts'

const at = '2026-11-23T08:00:00.000Z'
const anna = { name: 'anna', key_id: 'key-1' }

function draft(wish: Partial<Draft> = {}): Draft {
  return {
    id: 'draft-1',
    policy: 'smm-panel',
    revision: 1,
    state: 'open',
    text: 'name: smm-panel\n',
    sha256: '12'.repeat(32),
    edits: 0,
    base_version: 1,
    retires: false,
    reason: null,
    created_by: anna,
    created_at: at,
    edited_by: anna,
    edited_at: at,
    writers: [anna],
    comments: [],
    approvals: [],
    schedule: null,
    refused: null,
    published_version: null,
    history: [{ revision: 1, act: 'created', by: anna, at }],
    ...wish,
  }
}

function due(due_at: string): Pick<Draft, 'schedule'> {
  return { schedule: { due_at, by: anna, at, accept_breaking: false } }
}

/** Drafts: a part of the storage contract. */
export function describeDrafts(storage: () => Storage): void {
  it('writes a draft if its id is free; false if it is taken: nothing is written', async () => {
    const text = `policy: 1\r\n# zażółć 訂單 😀\t\u0000\ufeff\n${'x'.repeat(300_000)}\n\n`
    expect(await storage().insertDraft(draft({ text }))).toBe(true)
    expect(await storage().insertDraft(draft({ policy: 'hosting' }))).toBe(false)
    expect(await storage().draft('draft-1')).toEqual(draft({ text }))
    expect(await storage().draft('draft-2')).toBeNull()
  })

  it('writes a draft in place of its revision `over`; false where another one, or none, is stored: nothing is written', async () => {
    await storage().insertDraft(draft())
    expect(await storage().replaceDraft(draft({ revision: 2, text: 'second' }), 1)).toBe(true)
    expect(await storage().replaceDraft(draft({ revision: 2, text: 'late' }), 1)).toBe(false)
    expect(await storage().replaceDraft(draft({ id: 'draft-2', revision: 2 }), 1)).toBe(false)
    expect(await storage().draft('draft-1')).toEqual(draft({ revision: 2, text: 'second' }))
    expect(await storage().draft('draft-2')).toBeNull()
  })

  it('of concurrent changes of one revision exactly one is written', async () => {
    await storage().insertDraft(draft())
    const texts = Array.from({ length: 25 }, (_, index) => `text ${index}`)
    const written = await Promise.all(texts.map((text) => storage().replaceDraft(draft({ revision: 2, text }), 1)))
    expect(written.filter(Boolean)).toHaveLength(1)
    expect((await storage().draft('draft-1'))?.text).toBe(texts[written.indexOf(true)])
  })

  it('lists those of a policy, newest id first, in a state, below an id, at most limit', async () => {
    for (const id of ['a', 'b', 'c', 'd']) {
      await storage().insertDraft(draft({ id, state: id === 'b' ? 'discarded' : 'open' }))
    }
    await storage().insertDraft(draft({ id: 'e', policy: 'hosting' }))
    const ids = async (state: Draft['state'] | null, before: string | null, limit = 9): Promise<string[]> =>
      (await storage().draftsOf('smm-panel', { state, before, limit })).map(({ id }) => id)
    expect(await ids(null, null)).toEqual(['d', 'c', 'b', 'a'])
    expect(await ids('open', null, 2)).toEqual(['d', 'c'])
    expect(await ids('open', 'c')).toEqual(['a'])
    expect(await ids('discarded', null)).toEqual(['b'])
  })

  it('lists those with a due time, the earliest first, at most limit', async () => {
    await storage().insertDraft(draft({ id: 'a', ...due('2026-11-25T08:00:00.000Z') }))
    await storage().insertDraft(draft({ id: 'b' }))
    await storage().insertDraft(draft({ id: 'c', ...due('2026-11-24T08:00:00.000Z') }))
    const ids = async (limit: number): Promise<string[]> => (await storage().scheduledDrafts(limit)).map(({ id }) => id)
    expect([await ids(9), await ids(1)]).toEqual([['c', 'a'], ['c']])
    await storage().replaceDraft(draft({ id: 'c', revision: 2 }), 1)
    await storage().replaceDraft(draft({ id: 'b', revision: 2, ...due('2026-11-23T08:00:00.000Z') }), 1)
    expect(await ids(9)).toEqual(['b', 'a'])
  })

  it('lists all drafts, ascending by id, after an id, at most limit', async () => {
    for (const id of ['b', 'a', 'c']) await storage().insertDraft(draft({ id, policy: id }))
    expect((await storage().drafts(null, 2)).map(({ id }) => id)).toEqual(['a', 'b'])
    expect((await storage().drafts('b', 2)).map(({ id }) => id)).toEqual(['c'])
  })
}

function releaseSettings(wish: Partial<ReleaseSettings> = {}): ReleaseSettings {
  const rules = { four_eyes: true, publish_gate: { require_cases: true } }
  return { policy: 'smm-panel', revision: 1, ...rules, set_by: anna, set_at: at, ...wish }
}

/** How texts are released: a part of the storage contract. */
export function describeReleaseSettings(storage: () => Storage): void {
  it('the highest revision of the policy counts; null where nothing was set', async () => {
    for (const revision of [1, 2, 10]) await storage().appendReleaseSettings(releaseSettings({ revision }))
    await storage().appendReleaseSettings(releaseSettings({ policy: 'smm-panel-2', revision: 11 }))
    expect(await storage().releaseSettings('smm-panel')).toEqual(releaseSettings({ revision: 10 }))
    expect(await storage().releaseSettings('smm')).toBeNull()
  })

  it('writes settings if (policy, revision) is free; false if it is taken: nothing is written', async () => {
    expect(await storage().appendReleaseSettings(releaseSettings())).toBe(true)
    expect(await storage().appendReleaseSettings(releaseSettings({ four_eyes: false }))).toBe(false)
    expect(await storage().releaseSettings('smm-panel')).toEqual(releaseSettings())
  })

  it('lists all settings, by policy, revisions ascending', async () => {
    const all = [
      releaseSettings({ policy: 'a', revision: 1 }),
      releaseSettings({ policy: 'b', revision: 2 }),
      releaseSettings({ policy: 'b', revision: 10 }),
    ]
    for (const settings of all.toReversed()) await storage().appendReleaseSettings(settings)
    expect(await storage().allReleaseSettings()).toEqual(all)
  })
}
