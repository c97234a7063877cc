import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { testClock } from '../../decisions/open-decisions.ts'
import { shopText } from '../../policy/versions/shop-text.ts'
import { type RunningService, startService } from '../running-service.ts'

type Json = Readonly<Record<string, unknown>>
type Answer = Omit<Awaited<ReturnType<RunningService['send']>>, 'json'> & { readonly json: Json }

const clock = testClock(Date.parse('2026-03-01T12:00:00Z'))
const yaml = { 'Content-Type': 'application/yaml' }
const people = ['anna', 'bert', 'cleo', 'ada'] as const
type Person = (typeof people)[number]

let running: RunningService
let keys: Readonly<Record<Person, string>>
beforeAll(async () => {
  running = await startService({ clock })
  keys = {
    anna: await running.keyOf('anna', ['edit', 'publish']),
    bert: await running.keyOf('bert', ['publish']),
    cleo: await running.keyOf('cleo', ['approve']),
    ada: await running.keyOf('ada', ['edit']),
  }
})
afterAll(() => running.close())

let policy = ''
let policies = 0
let shop = (message: string): string => message
/** Each test has a policy of its own, with one version. */
beforeEach(async () => {
  policies += 1
  policy = `shop-${policies}`
  shop = (message) => shopText(message).replace('name: shop', `name: ${policy}`)
  const headers = { ...yaml, 'If-None-Match': '*' }
  await running.send('POST', `/v1/policies/${policy}/versions`, { body: shop('One.'), headers })
})

async function as(
  person: Person | null,
  method: string,
  path: string,
  sent: Parameters<RunningService['send']>[2] = {},
) {
  const key = person === null ? {} : { key: keys[person] }
  return (await running.send(method, `/v1/policies/${policy}${path}`, { ...sent, ...key })) as Answer
}

async function draftBy(person: Person, json: Json = {}): Promise<Json> {
  const { status, json: draft, headers } = await as(person, 'POST', '/drafts', { json })
  expect([status, headers.get('etag')]).toEqual([201, '"1"'])
  return draft
}

function ifMatch(revision: unknown): Record<string, string> {
  return { 'If-Match': `"${String(revision)}"` }
}

const edit = (person: Person, draft: Json, body: string, query = ''): Promise<Answer> =>
  as(person, 'PUT', `/drafts/${String(draft['id'])}${query}`, {
    body,
    headers: { ...yaml, ...ifMatch(draft['revision']) },
  })

const approve = (person: Person, { id, sha256 }: Json, more: Json = {}): Promise<Answer> =>
  as(person, 'POST', `/drafts/${String(id)}/approvals`, { json: { sha256, ...more } })

const now = (): string => new Date(clock.now()).toISOString()

const publish = (person: Person, { id, revision }: Json): Promise<Answer> =>
  as(person, 'POST', `/drafts/${String(id)}/publish`, { headers: ifMatch(revision) })

const show = async ({ id }: Json, person: Person | null = null): Promise<Json> =>
  (await as(person, 'GET', `/drafts/${String(id)}`)).json

async function setRelease(rules: Json, revision = 0): Promise<Answer> {
  const json = { four_eyes: false, publish_gate: {}, ...rules }
  return as(null, 'PUT', '/release', { json, headers: ifMatch(revision) })
}

const codes = ({ blocked_by }: Json): readonly unknown[] => (blocked_by as readonly Json[]).map(({ code }) => code)

describe('a draft', () => {
  it('begins with the newest text, another version, a text that is sent, or a new policy, and publishes nothing', async () => {
    const [newest, sent] = [await draftBy('ada'), await draftBy('ada', { text: 'name: [', reason: 'Try.' })]
    expect(newest).toMatchObject({
      text: shop('One.'),
      base_version: 1,
      is_stale: false,
      state: 'open',
      created_by: 'ada',
    })
    expect(sent).toMatchObject({ text: 'name: [', reason: 'Try.', can_publish: false, check: { valid: false } })
    expect(codes(sent)).toEqual(['forbidden', 'invalid_policy'])
    await edit('anna', newest, shop('Two.'))
    const published = await publish('anna', await show(newest))
    expect([published.status, published.headers.get('location')]).toEqual([201, `/v1/policies/${policy}/versions/2`])
    const older = await draftBy('ada', { from_version: 1 })
    expect(older).toMatchObject({ text: shop('One.'), base_version: 1, newest_version: 2, is_stale: true })
    expect(codes(older)).toContain('version_conflict')
    policy = `new-${policies}`
    expect(await draftBy('ada')).toMatchObject({ text: `name: new-${policies}\n`, base_version: null })
    expect((await as(null, 'GET', '')).problem).toBe('policy_not_found')
  })

  it('is written under its revision; who is late hears what was done and how the texts differ', async () => {
    const draft = await draftBy('ada')
    expect((await as('ada', 'PUT', `/drafts/${String(draft['id'])}`, { body: 'x', headers: yaml })).status).toBe(428)
    const first = await edit('ada', draft, shop('Two.'), '?reason=Kinder')
    expect(first.json).toMatchObject({ revision: 2, edited_by: 'ada', reason: 'Kinder', check: { valid: true } })
    const late = await edit('anna', draft, shop('Three.'))
    expect([late.status, late.problem]).toEqual([412, 'revision_conflict'])
    expect(late.json).toMatchObject({
      current_revision: 2,
      acts: [{ revision: 2, act: 'edited', by: 'ada' }],
      difference: { changes: [{ kind: 'default', part: 'message', from: 'Two.', to: 'Three.' }] },
    })
    expect((await publish('anna', draft)).problem).toBe('revision_conflict')
  })

  it('of many who write at once one does, and the revisions have no gap', async () => {
    const draft = await draftBy('ada')
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => edit(index % 2 === 0 ? 'ada' : 'anna', draft, shop(`Text ${index}.`))),
    )
    expect(answers.map(({ status }) => String(status)).sort()).toEqual(['200', ...Array<string>(7).fill('412')])
    expect(await show(draft)).toMatchObject({ revision: 2 })
  })

  it('that is not based on the newest version says so, shows what both changed, and takes its place once somebody looked', async () => {
    const stale = (await edit('anna', await draftBy('anna'), shop('Mine.'))).json
    const other = await draftBy('anna', { text: shop('One.').replace('title: Refund policy', 'title: Refunds') })
    await publish('anna', other)
    const refused = await publish('anna', stale)
    expect([refused.status, refused.problem]).toEqual([412, 'version_conflict'])
    expect(refused.json).toMatchObject({
      current_version: 2,
      published: [{ version: 2, author: 'anna' }],
      changes: [{ kind: 'setting', name: 'title', from: 'Refund policy', to: 'Refunds' }],
    })
    const { json } = await as('cleo', 'GET', `/drafts/${String(stale['id'])}/difference`)
    expect(json).toMatchObject({
      base_version: 1,
      newest_version: 2,
      mine: { changes: [{ kind: 'default', part: 'message' }] },
      theirs: { changes: [{ kind: 'setting', name: 'title' }] },
      merged: { has_conflicts: false },
    })
    const { text } = json['merged'] as Json
    const joined = await edit('anna', stale, String(text), '?base_version=2')
    expect(joined.json).toMatchObject({ is_stale: false, base_version: 2, can_publish: true })
    expect((await publish('anna', joined.json)).json).toMatchObject({ version: 3, text })
  })

  it('is commented on, listed by state, and once discarded changes no more', async () => {
    const draft = await draftBy('ada')
    // Drafts are in the order of their time.
    clock.advance(1000)
    const kept = await draftBy('ada')
    const path = `/drafts/${String(draft['id'])}`
    const said = await as('cleo', 'POST', `${path}/comments`, { json: { text: 'Why?' } })
    expect(said.json).toMatchObject({ comments: [{ by: 'cleo', text: 'Why?' }], revision: 2 })
    const gone = await as('ada', 'DELETE', path, { headers: ifMatch(2) })
    expect(gone.json).toMatchObject({ state: 'discarded', can_publish: false })
    const after = await as('cleo', 'POST', `${path}/comments`, { json: { text: 'So.' } })
    expect([after.status, after.problem]).toEqual([409, 'draft_closed'])
    const listed = async (query: string): Promise<unknown[]> =>
      ((await as('cleo', 'GET', `/drafts${query}`)).json['items'] as Json[]).map(({ id }) => id)
    expect(await listed('')).toEqual([kept['id'], draft['id']])
    expect(await listed('?state=open')).toEqual([kept['id']])
    const { json: page } = await as('cleo', 'GET', '/drafts?limit=1')
    expect(await listed(`?cursor=${String(page['next_cursor'])}`)).toEqual([draft['id']])
  })

  it('of another policy, or unknown, is a 404', async () => {
    const draft = await draftBy('ada')
    policy = 'smm-panel'
    expect((await as('ada', 'GET', `/drafts/${String(draft['id'])}`)).problem).toBe('draft_not_found')
  })

  it('is published once: of many at once one does it, the others get 412, and no version is skipped', async () => {
    const draft = (await edit('ada', await draftBy('ada'), shop('Two.'))).json
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => publish(index % 2 === 0 ? 'anna' : 'bert', draft)),
    )
    expect(answers.map(({ status }) => String(status)).sort()).toEqual(['201', ...Array<string>(5).fill('412')])
    expect(await show(draft)).toMatchObject({ state: 'published', published_version: 2 })
    expect((await as('cleo', 'GET', '')).json).toMatchObject({ version: 2, release: { draft: draft['id'] } })
  })

  it('is noted as published by the next look where a process died between its version and its own note', async () => {
    const draft = (await edit('ada', await draftBy('ada'), shop('Two.'))).json
    const release = { draft: String(draft['id']), approved_by: [] }
    const dying = { name: policy, text: shop('Two.'), reason: null, author: 'anna', expected: 1, release }
    await running.service.policies.publish(dying)
    expect(await publish('bert', draft)).toMatchObject({ status: 412 })
    expect(await show(draft)).toMatchObject({ state: 'published', published_version: 2, can_publish: false })
    const acts = (await running.send('GET', `/v1/audit?subject=${release.draft}&kind=draft_published`)).json
    expect(acts).toMatchObject({ items: [{ details: { published_version: 2 } }] })
  })
})

describe('four eyes', () => {
  it('are set by an administrator under the revision of the settings', async () => {
    expect((await as('cleo', 'GET', '/release')).json).toMatchObject({ four_eyes: false, revision: 0 })
    const forbidden = await as('bert', 'PUT', '/release', { json: { four_eyes: false, publish_gate: {} } })
    expect(forbidden.status).toBe(403)
    expect((await setRelease({ four_eyes: true })).json).toMatchObject({ four_eyes: true, revision: 1 })
    expect((await setRelease({ four_eyes: false })).status).toBe(412)
  })

  it('let no text through without a draft: not by publishing, restoring or retiring; the stop switch works', async () => {
    await setRelease({ four_eyes: true })
    const answers = [
      await as('bert', 'POST', '/versions', { body: shop('Two.'), headers: { ...yaml, ...ifMatch(1) } }),
      await as('bert', 'POST', '/versions/1/restore', { headers: ifMatch(1) }),
      await as('bert', 'POST', '/retire?reason=over', { headers: ifMatch(1) }),
    ]
    expect(answers.map(({ problem }) => problem)).toEqual(Array(3).fill('draft_required'))
    const pause = await running.send('POST', '/v1/approvals/pause', { key: keys.bert, json: { reason: 'Stop.' } })
    expect(pause.status).toBe(200)
    await running.send('POST', '/v1/approvals/resume', { key: keys.bert, json: { reason: 'Go.' } })
  })

  it('want an approval that names the text, by nobody who wrote it, and another publisher than its last writer', async () => {
    await setRelease({ four_eyes: true })
    const draft = (await edit('anna', await draftBy('anna'), shop('Two.'))).json
    expect(codes(await show(draft, 'bert'))).toEqual(['approval_required'])
    expect((await publish('bert', draft)).problem).toBe('approval_required')
    expect((await approve('anna', draft)).problem).toBe('approval_refused')
    expect((await approve('cleo', { ...draft, sha256: '0'.repeat(64) })).status).toBe(412)
    const approved = (await approve('cleo', draft, { note: 'Fine.' })).json
    expect(approved).toMatchObject({ approvals: [{ by: 'cleo', note: 'Fine.', is_valid: true }], can_publish: false })
    expect(codes(await show(draft, 'anna'))).toEqual(['approval_required'])
    expect((await publish('anna', approved)).problem).toBe('approval_required')
    expect((await publish('bert', approved)).json).toMatchObject({
      version: 2,
      author: 'bert',
      release: { draft: draft['id'], approved_by: ['cleo'] },
    })
  })

  it('are voided by any edit, also by one that puts the same text there again', async () => {
    await setRelease({ four_eyes: true })
    const draft = (await edit('anna', await draftBy('anna'), shop('Two.'))).json
    const approved = (await approve('bert', draft)).json
    const edited = (await edit('anna', approved, shop('Two.'))).json
    expect(edited).toMatchObject({ approvals: [{ by: 'bert', is_valid: false }] })
    expect((await publish('bert', edited)).problem).toBe('approval_required')
    expect((await publish('bert', (await approve('bert', edited)).json)).status).toBe(201)
  })

  it('take two keys of one name for one person', async () => {
    await setRelease({ four_eyes: true })
    const before = await running.service.access.createKey({
      name: `dora ${policy}`,
      roles: ['publish'],
      author: 'test',
    })
    const path = `/v1/policies/${policy}/drafts`
    const made = await running.send('POST', path, { key: before.secret, json: { text: shop('Two.') } })
    const after = await running.service.access.rotateKey({ id: before.key.id, author: 'test', overlapSeconds: 60 })
    const { id, sha256 } = made.json as { id: string; sha256: string }
    const sent = { key: after.secret, json: { sha256 } }
    expect((await running.send('POST', `${path}/${id}/approvals`, sent)).problem).toBe('approval_refused')
  })

  it('bring an old text back, and retire a policy, by a draft', async () => {
    const two = await draftBy('anna', { text: shop('Two.') })
    await publish('anna', two)
    await setRelease({ four_eyes: true })
    const back = await draftBy('anna', { from_version: 1, base_version: 2, reason: 'The old words again' })
    expect((await publish('bert', (await approve('cleo', back)).json)).json).toMatchObject({
      version: 3,
      text: shop('One.'),
    })
    const end = await draftBy('anna', { retires: true, reason: 'We close' })
    expect((await publish('bert', (await approve('cleo', end)).json)).json).toMatchObject({ version: 4, retired: true })
  })
})

describe('a publish gate', () => {
  /** A second rule without a case. */
  const untested = (): string =>
    shop('Two.').replace(
      'refunds: []',
      'refunds: [{ id: free, clause: "1", when: order.charge == 0, then: { outcome: deny } }]',
    )

  it('asks for proofs: a text that pays back more than was paid is refused', async () => {
    await setRelease({ publish_gate: { require_proofs: true } })
    const generous = shop('Two.').replace(
      'refunds: []',
      "refunds: [{ id: more, clause: '1', when: 'known(order.charge) and order.charge > 0', then: { outcome: approve, refund: 'percent(order.charge, 120)' } }]",
    )
    const direct = await as('anna', 'POST', '/versions', { body: generous, headers: { ...yaml, ...ifMatch(1) } })
    const found = expect.stringMatching(
      /^line 14: The rule "more" can give a share of more than 100 percent: 120[.] For example .* -> approve 1 \(more\)$/u,
    )
    expect(direct.json).toMatchObject({ code: 'publish_gate', limits: [{}, { limit: 'require_proofs', found }] })
    const sound = await as('anna', 'POST', '/versions', { body: shop('Two.'), headers: { ...yaml, ...ifMatch(1) } })
    expect(sound.status).toBe(201)
  })

  it('refuses a text over a limit, by which way it comes, until a third person lets it pass', async () => {
    await setRelease({ publish_gate: { require_cases: true } })
    const direct = await as('anna', 'POST', '/versions', { body: untested(), headers: { ...yaml, ...ifMatch(1) } })
    expect([direct.status, direct.problem]).toEqual([409, 'publish_gate'])
    expect(direct.json).toMatchObject({
      limits: [{ limit: 'require_cases', allowed: 'a case for every rule', found: 'one rule has none' }],
    })
    const draft = await draftBy('anna', { text: untested() })
    expect(codes(await show(draft, 'anna'))).toEqual(['publish_gate'])
    expect((await publish('anna', (await approve('cleo', draft)).json)).problem).toBe('publish_gate')
    const own = (await approve('bert', draft, { over_gate: true })).json
    expect((await publish('bert', own)).problem).toBe('publish_gate')
    expect((await publish('anna', own)).status).toBe(201)
  })
})

describe('a schedule', () => {
  const at = (milliseconds: number): string => new Date(clock.now() + milliseconds).toISOString()
  const schedule = (person: Person, { id, revision }: Json, due_at: string): Promise<Answer> =>
    as(person, 'PUT', `/drafts/${String(id)}/schedule`, { json: { due_at }, headers: ifMatch(revision) })

  it('is published by the first decision after its time, before that decides', async () => {
    const text = shop('Later.').replace('title: Refund policy', 'title: Later')
    const draft = await draftBy('anna', { text })
    expect((await schedule('anna', draft, at(-1))).problem).toBe('invalid_request')
    const set = await schedule('anna', draft, at(60_000))
    expect(set.json).toMatchObject({ schedule: { due_at: at(60_000), by: 'anna' } })
    const decide = async (): Promise<unknown> => {
      const facts = { order: { id: `o-${policies}`, charge: '1.00', currency: 'EUR' }, account: { id: 'a-1' } }
      const { json } = await running.send('POST', '/v1/decisions', { json: { policy, facts } })
      return (json as { policy: { version: number } }).policy.version
    }
    expect(await decide()).toBe(1)
    clock.advance(60_000)
    expect(await decide()).toBe(2)
    expect(await show(draft)).toMatchObject({ state: 'published', published_version: 2, schedule: null })
  })

  it('is cancelled by hand and by an edit', async () => {
    const draft = await draftBy('anna', { text: shop('Two.') })
    const set = (await schedule('anna', draft, at(60_000))).json
    const path = `/drafts/${String(draft['id'])}/schedule`
    expect((await as('ada', 'DELETE', path)).json).toMatchObject({ schedule: null, revision: 3 })
    const again = (await schedule('anna', { ...set, revision: 3 }, at(60_000))).json
    expect((await edit('ada', again, shop('Three.'))).json).toMatchObject({ schedule: null })
    clock.advance(60_000)
    expect(await running.service.drafts.due.publish()).toEqual([])
  })

  it('is refused at its time where another version came between or an approval is gone, and the draft says so', async () => {
    const [late, unapproved] = [
      await draftBy('anna', { text: shop('Late.') }),
      await draftBy('anna', { text: shop('No.') }),
    ]
    await schedule('bert', late, at(60_000))
    await publish('anna', await draftBy('anna', { text: shop('Two.') }))
    const based = (await edit('anna', unapproved, shop('No.'), '?base_version=2')).json
    await setRelease({ four_eyes: true })
    expect((await schedule('anna', based, at(60_000))).problem).toBe('approval_required')
    await schedule('bert', based, at(60_000))
    clock.advance(60_000)
    const outcomes = await running.service.drafts.due.publish()
    expect(outcomes.map(({ problem }) => String(problem?.code)).sort()).toEqual([
      'approval_required',
      'version_conflict',
    ])
    expect(await show(late)).toMatchObject({ state: 'open', schedule: null, refused: { code: 'version_conflict' } })
    expect(await show(unapproved)).toMatchObject({ refused: { code: 'approval_required', due_at: at(0) } })
    expect((await as(null, 'GET', '')).json).toMatchObject({ version: 2 })
  })
})

it('an approval that is withdrawn counts no more, stays among those of the draft, and may be given again', async () => {
  await setRelease({ four_eyes: true })
  const draft = await draftBy('ada', { text: shop('Two.') })
  await approve('bert', draft)
  const path = `/drafts/${String(draft['id'])}/approvals`
  expect((await as('anna', 'DELETE', path)).json).toMatchObject({ revision: 2, approvals: [{ is_valid: true }] })
  const withdrawn = (await as('bert', 'DELETE', path)).json
  expect(withdrawn).toMatchObject({ approvals: [{ by: 'bert', is_valid: false, withdrawn_at: now() }], revision: 3 })
  expect((await as('bert', 'DELETE', path)).json).toMatchObject({ revision: 3 })
  const refused = await publish('anna', withdrawn)
  expect(refused.problem).toBe('approval_required')
  expect(refused.json['detail']).toContain(`bert withdrew an approval at ${now()}.`)
  const { json } = await running.send('GET', '/v1/audit?limit=1')
  expect(json).toMatchObject({ items: [{ kind: 'draft_approval_withdrawn', author: 'bert' }] })
  await approve('bert', draft)
  expect((await publish('anna', await show(draft))).status).toBe(201)
})

it('everything that is done to drafts stands in the audit log, which the drafts fit', async () => {
  const draft = await draftBy('anna', { text: shop('Two.') })
  await approve('bert', draft)
  await as('bert', 'POST', `/drafts/${String(draft['id'])}/comments`, { json: { text: 'Go.' } })
  await publish('anna', await show(draft))
  const { json } = await running.send('GET', '/v1/audit?limit=6')
  const entries = (json as { items: { kind: string; author: string; details: Json }[] }).items
  expect(entries.slice(0, 5).map(({ kind, author }) => [kind, author])).toEqual([
    ['draft_published', 'anna'],
    ['policy_published', 'anna'],
    ['draft_commented', 'bert'],
    ['draft_approved', 'bert'],
    ['draft_created', 'anna'],
  ])
  expect(entries[1]?.details).toMatchObject({ draft: draft['id'], approved_by: ['bert'], version: 2 })
  expect(entries[3]?.details).toMatchObject({ draft: draft['id'], text_sha256: draft['sha256'] })
})

it('versions are compared in the terms of the policy', async () => {
  await publish('anna', await draftBy('anna', { text: shop('Two.') }))
  const { json } = await as('cleo', 'GET', '/difference?from=1&to=2')
  expect(json).toMatchObject({ from: 1, to: 2, changes: [{ kind: 'default', from: 'One.', to: 'Two.' }] })
  expect(json['unified']).toContain(`--- ${policy}@1`)
  expect((await as('cleo', 'GET', '/difference?from=1&to=9')).problem).toBe('policy_version_not_found')
})
