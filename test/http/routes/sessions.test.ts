import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openPanel, type Panel } from '../open-panel.ts'

const header = { 'X-Refund-Policy-Console': '1' }

describe('sessions over HTTP', () => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel('memory')
  })
  afterAll(() => panel.close())

  const signIn = async (key: string | null = panel.running.adminKey) => {
    const answer = await panel.post('/v1/session', undefined, { key })
    const cookie = answer.headers.get('set-cookie') ?? ''
    return { answer, cookie, token: cookie.split(';')[0] ?? '' }
  }
  const withCookie = (Cookie: string, more = {}) => ({ key: null, headers: { Cookie, ...more } })

  it('a key is exchanged for a cookie that no script and no other site can use', async () => {
    const { answer, cookie } = await signIn(await panel.running.keyOf('maria', ['review']))
    expect([answer.status, answer.json]).toMatchObject([
      201,
      { name: 'maria', roles: ['review'], review_levels: {}, expires_at: '2026-03-02T00:00:00.000Z' },
    ])
    expect(answer.json['operations']).toEqual(expect.arrayContaining(['resolveReview', 'getPolicyPage']))
    expect(answer.json['operations']).not.toContain('createApiKey')
    const attributes = 'Path=/v1; Expires=Mon, 02 Mar 2026 00:00:00 GMT; HttpOnly; SameSite=Strict'
    expect(cookie.slice(cookie.indexOf(';') + 2)).toBe(attributes)
  })

  it('the cookie opens what the key opens, and says who it is', async () => {
    const { token } = await signIn(await panel.running.keyOf('reader', ['read']))
    expect((await panel.get('/v1/policies', withCookie(token))).status).toBe(200)
    expect((await panel.get('/v1/keys', withCookie(token))).problem).toBe('forbidden')
    expect((await panel.get('/v1/session', withCookie(token))).json).toMatchObject({
      name: 'reader',
      expires_at: '2026-03-02T00:00:00.000Z',
    })
  })

  it('changes nothing without the header that only a page of the service sends', async () => {
    const { token } = await signIn()
    const pause = (more: object) => panel.post('/v1/approvals/pause', { reason: 'because' }, withCookie(token, more))
    expect((await pause({})).problem).toBe('unauthenticated')
    expect((await pause(header)).status).toBe(200)
    expect((await panel.get('/v1/audit', withCookie(token))).json['items']).toContainEqual(
      expect.objectContaining({ kind: 'approvals_paused', author: 'admin' }),
    )
  })

  it('ends after half a day', async () => {
    const { token } = await signIn()
    panel.clock.advance(12 * 3_600_000 - 1)
    expect((await panel.get('/v1/policies', withCookie(token))).status).toBe(200)
    panel.clock.advance(1)
    expect((await panel.get('/v1/policies', withCookie(token))).problem).toBe('unauthenticated')
  })

  it('ends with its key, at once', async () => {
    const { key, secret } = await panel.running.service.access.createKey({
      name: 'out',
      roles: ['read'],
      author: 'test',
    })
    const { token } = await signIn(secret)
    await panel.running.send('DELETE', `/v1/keys/${key.id}`)
    expect((await panel.get('/v1/policies', withCookie(token))).problem).toBe('unauthenticated')
  })

  it('opens no further session, so that it cannot be prolonged', async () => {
    const { token } = await signIn()
    expect((await panel.post('/v1/session', undefined, withCookie(token, header))).problem).toBe('unauthenticated')
  })

  it('is forgotten by the browser after signing out', async () => {
    const { token } = await signIn()
    const { status, headers } = await panel.running.send('DELETE', '/v1/session', withCookie(token, header))
    expect(status).toBe(204)
    expect(headers.get('set-cookie')).toBe('refund_policy_session=; Path=/v1; Max-Age=0; HttpOnly; SameSite=Strict')
  })

  it('an Authorization header counts before a cookie', async () => {
    const { token } = await signIn()
    const sent = { headers: { Cookie: token }, key: 'no-key-of-this-service' }
    expect((await panel.get('/v1/policies', sent)).problem).toBe('unauthenticated')
  })

  it('a changed cookie opens nothing', async () => {
    const { token } = await signIn()
    const changed = [`${token}x`, token.slice(0, -2), token.replace('.', '.A'), 'refund_policy_session=x', 'other=1']
    for (const each of changed) {
      expect((await panel.get('/v1/policies', withCookie(each))).problem).toBe('unauthenticated')
    }
  })
})
