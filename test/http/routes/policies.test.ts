import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type RunningService, startService } from '../running-service.ts'

const shipped = readFileSync(new URL('../../../rules/smm-panel/policy.yaml', import.meta.url), 'utf8')
const hosting = readFileSync(new URL('../../../rules/hosting/policy.yaml', import.meta.url), 'utf8')
const versions = '/v1/policies/smm-panel/versions'

let running: RunningService
beforeAll(async () => {
  running = await startService()
})
afterAll(() => running.close())

function publish(path: string, body: string, headers: Record<string, string>): ReturnType<RunningService['send']> {
  return running.send('POST', path, { body, headers: { 'Content-Type': 'application/yaml', ...headers } })
}

describe('POST /v1/policies/{name}/versions', () => {
  it('publishes the next version, with the name of the key as its author', async () => {
    const key = await running.keyOf('policy-editor', ['publish'])
    const sent = {
      key,
      body: `${shipped}# two\n`,
      headers: { 'Content-Type': 'text/yaml; charset=utf-8', 'If-Match': '"1"' },
    }
    const { status, headers, json } = await running.send('POST', `${versions}?reason=Second%20try`, sent)
    expect(status).toBe(201)
    expect([headers.get('etag'), headers.get('location')]).toEqual(['"2"', `${versions}/2`])
    expect(json).toMatchObject({
      name: 'smm-panel',
      version: 2,
      author: 'policy-editor',
      reason: 'Second try',
      text: `${shipped}# two\n`,
    })
  })

  it('without If-Match and If-None-Match is a 428, with both a 400', async () => {
    expect((await publish(versions, shipped, {})).problem).toBe('version_required')
    expect((await publish(versions, shipped, { 'If-Match': '"1"', 'If-None-Match': '*' })).problem).toBe(
      'invalid_request',
    )
  })

  it('a stale If-Match is a 412 that says the current version', async () => {
    const { status, json } = await publish(versions, `${shipped}# three\n`, { 'If-Match': '"1"' })
    expect(status).toBe(412)
    expect(json).toMatchObject({ code: 'version_conflict', current_version: 2 })
  })

  it.each(['1', '"0"', '"01"', 'W/"1"', '*', '"one"'])('If-Match: %s is a 400', async (tag) => {
    expect((await publish(versions, shipped, { 'If-Match': tag })).status).toBe(400)
  })

  it('If-None-Match: * makes a new name, and is a 412 for one that exists', async () => {
    const made = await publish('/v1/policies/hosting/versions', hosting, { 'If-None-Match': '*' })
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"'])
    expect((await publish('/v1/policies/hosting/versions', hosting, { 'If-None-Match': '*' })).status).toBe(412)
  })

  it('the active text again is a 409', async () => {
    expect((await publish(versions, `${shipped}# two\n`, { 'If-Match': '"2"' })).problem).toBe('policy_unchanged')
  })

  it('a text with faults is a 422 with its diagnostics, and one whose cases fail a 422 with the cases', async () => {
    const broken = await publish(versions, 'name: smm-panel\nrefunds: 7\n', { 'If-Match': '"2"' })
    expect(broken.problem).toBe('invalid_policy')
    expect((broken.json as { diagnostics: unknown[] }).diagnostics.length).toBeGreaterThan(0)
    const wrong = await publish(versions, shipped.replaceAll('"0.04368"', '"0.04369"'), { 'If-Match': '"2"' })
    expect([wrong.status, wrong.problem]).toEqual([422, 'policy_cases_failed'])
  })

  it('another media type is a 415, none at all too', async () => {
    const send = (type: string) => publish(versions, shipped, { 'Content-Type': type, 'If-Match': '"2"' })
    expect((await send('application/json')).problem).toBe('unsupported_media_type')
    expect((await send('text/yaml; charset=utf-16')).problem).toBe('unsupported_media_type')
    expect((await send('')).problem).toBe('unsupported_media_type')
  })
})

describe('POST /v1/policies/{name}/validate', () => {
  const validate = (body: string) =>
    running.send('POST', '/v1/policies/smm-panel/validate', { body, headers: { 'Content-Type': 'text/plain' } })

  it('says that a sound text is valid, with its cases', async () => {
    const { status, json } = await validate(shipped)
    expect(status).toBe(200)
    expect(json).toMatchObject({ valid: true, diagnostics: [] })
    expect((json as { cases: unknown[] }).cases.length).toBeGreaterThan(0)
  })

  it('lists the faults of another, and is still a 200', async () => {
    const { status, json } = await validate('name: smm-panel\nclauses: {\n')
    expect(status).toBe(200)
    expect(json).toMatchObject({ valid: false, cases: [] })
  })
})

describe('restoring, retiring and publishing what breaks callers', () => {
  const name = '/v1/policies/hosting'
  const send = (path: string, tag: string | null) =>
    running.send('POST', name + path, { headers: tag === null ? {} : { 'If-Match': tag } })

  it('says which callers would be refused before it is published, and publishes with accept_breaking', async () => {
    const body = hosting.replace(
      '  customer.number:',
      '  customer.tier: { type: string, default: "" }\n  customer.number:',
    )
    expect((await publish(`${name}/versions`, body, { 'If-Match': '"1"' })).json).toMatchObject({
      version: 2,
      warnings: expect.any(Array),
    })
    const checked = await running.send('POST', `${name}/validate`, {
      body: hosting,
      headers: { 'Content-Type': 'text/plain' },
    })
    const breaking = [
      { fact: 'customer.tier', change: 'removed', message: 'callers that send customer.tier will get 422' },
    ]
    expect(checked.json).toMatchObject({ valid: true, breaking })
    const refused = await send('/versions/1/restore', '"2"')
    expect([refused.status, refused.json]).toMatchObject([
      409,
      { code: 'policy_breaks_callers', breaking, current_version: 2 },
    ])
    expect((await send('/versions/1/restore?accept_breaking=true', null)).problem).toBe('version_required')
    const restored = await send('/versions/1/restore?accept_breaking=true&reason=No+tiers', '"2"')
    expect([restored.status, restored.headers.get('etag'), restored.headers.get('location')]).toEqual([
      201,
      '"3"',
      `${name}/versions/3`,
    ])
    expect(restored.json).toMatchObject({ text: hosting, reason: 'No tiers', retired: false })
  })

  it('a retired policy decides nothing, its page says so, and the log has it', async () => {
    expect((await send('/retire', '"3"')).status).toBe(400)
    const retired = await send('/retire?reason=Sold', '"3"')
    expect([retired.status, retired.json]).toMatchObject([201, { version: 4, retired: true, reason: 'Sold' }])
    const facts = { contract: { number: 'c-1' }, customer: { number: 'k-1' } }
    const decided = await running.send('POST', '/v1/decisions', { json: { policy: 'hosting', facts } })
    expect([decided.status, decided.problem]).toEqual([409, 'policy_retired'])
    expect((await running.send('GET', '/policy/hosting', { key: null })).text).toContain('was retired on')
    expect((await running.send('GET', name)).json).toMatchObject({ version: 4, retired: true })
    const audit = await running.send('GET', '/v1/audit?limit=1')
    expect(audit.json).toMatchObject({
      items: [{ kind: 'policy_retired', details: { policy: 'hosting', version: 4, reason: 'Sold' } }],
    })
    expect((await send('/versions/3/restore', '"4"')).json).toMatchObject({ version: 5, retired: false })
    expect((await running.send('GET', '/policy/hosting', { key: null })).text).not.toContain('was retired on')
  })
})

describe('GET of policies', () => {
  it('lists every policy with its active version, without the text', async () => {
    const { json } = await running.send('GET', '/v1/policies')
    expect(json).toMatchObject({
      items: [
        { name: 'hosting', version: 5, retired: false },
        { name: 'smm-panel', version: 2 },
      ],
    })
    expect(JSON.stringify(json)).not.toContain('"text"')
  })

  it('gives the active version, and any other by its number', async () => {
    const active = await running.send('GET', '/v1/policies/smm-panel')
    const first = await running.send('GET', `${versions}/1`)
    expect([active.headers.get('etag'), first.headers.get('etag')]).toEqual(['"2"', '"1"'])
    expect(first.json).toMatchObject({ version: 1, text: shipped, author: 'system' })
  })

  it.each([
    ['application/yaml', 200, 'application/yaml; charset=utf-8'],
    ['application/yaml, application/json;q=0.5', 200, 'application/yaml; charset=utf-8'],
    ['application/json', 200, 'application/json'],
    ['*/*', 200, 'application/json'],
    ['text/html', 406, 'application/problem+json'],
  ])('Accept: %s gives %i as %s', async (accept, status, type) => {
    const received = await running.send('GET', `${versions}/1`, { headers: { Accept: accept } })
    expect([received.status, received.headers.get('content-type')]).toEqual([status, type])
    if (type.startsWith('application/yaml')) expect(received.text).toBe(shipped)
  })

  it('If-None-Match with the version at hand is a 304', async () => {
    const get = (tag: string) => running.send('GET', '/v1/policies/smm-panel', { headers: { 'If-None-Match': tag } })
    expect((await get('"2"')).status).toBe(304)
    expect((await get('W/"1", W/"2"')).status).toBe(304)
    expect((await get('"1"')).status).toBe(200)
  })

  it('lists the versions in pages, newest first', async () => {
    const first = (await running.send('GET', `${versions}?limit=1`)).json
    expect(first).toMatchObject({ items: [{ version: 2 }], next_before: 2 })
    const second = (await running.send('GET', `${versions}?limit=1&before=2`)).json
    expect(second).toMatchObject({ items: [{ version: 1 }], next_before: null })
  })

  it('an unknown policy or version is a 404', async () => {
    expect((await running.send('GET', '/v1/policies/nothing')).problem).toBe('policy_not_found')
    expect((await running.send('GET', '/v1/policies/nothing/versions')).problem).toBe('policy_not_found')
    expect((await running.send('GET', `${versions}/99`)).problem).toBe('policy_version_not_found')
    expect((await running.send('GET', `${versions}/999999999999`)).problem).toBe('invalid_request')
  })

  it('gives the JSON Schema of the facts of a section', async () => {
    const refunds = await running.send('GET', '/v1/policies/smm-panel/facts.schema.json')
    const disputes = await running.send('GET', '/v1/policies/smm-panel/facts.schema.json?section=disputes')
    expect(refunds.json).toMatchObject({ required: expect.arrayContaining(['order', 'account']) })
    expect(disputes.json).not.toEqual(refunds.json)
  })
})

describe('public pages', () => {
  it('/policy is the text of the default policy, /policy/{name} of another', async () => {
    const page = await running.send('GET', '/policy', { key: null })
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).not.toContain('script-src')
    expect(page.text).toMatch(/^<!doctype html>/iu)
    expect((await running.send('GET', '/policy/hosting', { key: null })).text).not.toBe(page.text)
    expect((await running.send('GET', '/policy/nothing', { key: null })).problem).toBe('policy_not_found')
  })

  it('/policy/versions and each version stand at addresses of their own, under the name of the policy too', async () => {
    const get = (path: string) => running.send('GET', path, { key: null })
    for (const list of ['/policy/versions', '/policy/smm-panel/versions']) {
      expect((await get(list)).text).toContain('<li id="version-1">')
    }
    for (const page of ['/policy/versions/1', '/policy/smm-panel/versions/1']) {
      expect((await get(page)).text).toContain('id="clause-2.b"')
    }
    expect((await get('/policy/versions?before=2')).text).not.toContain('id="version-2"')
    expect((await get('/policy/versions?before=1')).problem).toBe('invalid_request')
    expect((await get('/policy/versions/99')).problem).toBe('policy_version_not_found')
    expect((await get('/policy/nothing/versions')).problem).toBe('policy_not_found')
    expect((await get('/policy/versions/1?language=de')).text).toContain('href="/policy/smm-panel?language=de"')
  })

  it('/policy/feed.atom is the feed of the versions', async () => {
    for (const path of ['/policy/feed.atom', '/policy/smm-panel/feed.atom']) {
      const feed = await running.send('GET', path, { key: null })
      expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
      expect(feed.text).toContain('<id>urn:refund-policy:smm-panel:1</id>')
    }
  })

  it('a policy may be called versions: its list then stands under its name alone', async () => {
    const named = hosting.replace(/^name: .*$/mu, 'name: versions')
    expect((await publish('/v1/policies/versions/versions', named, { 'If-None-Match': '*' })).status).toBe(201)
    const list = await running.send('GET', '/policy/versions/versions', { key: null })
    expect(list.text).toContain('href="/policy/versions/versions/1"')
  })

  it('/policy.schema.json is the JSON Schema of policy documents', async () => {
    expect((await running.send('GET', '/policy.schema.json', { key: null })).json).toMatchObject({ type: 'object' })
  })
})
