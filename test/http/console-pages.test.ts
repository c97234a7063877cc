import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { builtFile } from '../built/fresh-build.mjs'
import { type RunningService, startService } from './running-service.ts'

describe('the console over HTTP', () => {
  let running: RunningService
  beforeAll(async () => {
    running = await startService()
  })
  afterAll(() => running.close())
  const get = (path: string, headers = {}) => running.send('GET', path, { key: null, headers })

  it('/ leads to it', async () => {
    const { status, headers } = await get('/')
    expect([status, headers.get('location')]).toEqual([302, '/console'])
  })

  it.each(['/console', '/console/', '/console/decisions/some-id?order=o-1'])('%s is its page', async (path) => {
    const { status, headers, text } = await get(path)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(text).toContain('<div id="console">')
  })

  it('lets the page run scripts of the service alone, and styles of the answer that it came with', async () => {
    const [first, second] = [await get('/console'), await get('/console')]
    const policy = first.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/]{24}';/u)
    expect(policy).not.toContain('unsafe')
    const nonce = /'nonce-([^']+)'/u.exec(policy)?.[1] ?? ''
    expect(first.text).toContain(`<meta name="nonce" content="${nonce}"`)
    expect(second.headers.get('content-security-policy')).not.toBe(policy)
    expect(first.headers.get('cache-control')).toBe('no-store')
  })

  it('its files are kept for good and come compressed to who takes that', async () => {
    const script = readdirSync(builtFile('console/assets')).find((name) => /^index.*\.js$/u.test(name)) ?? ''
    const path = `${running.url}/console/assets/${script}`
    const plain = await fetch(path, { headers: { 'Accept-Encoding': 'identity' } })
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect([plain.headers.get('content-encoding'), plain.headers.get('vary')]).toEqual([null, 'Accept-Encoding'])
    const packed = await fetch(path, { headers: { 'Accept-Encoding': 'gzip' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(await packed.text()).toBe(await plain.text())
  })

  it.each(['/console/assets/none.js', '/console/assets/..%2findex.html', '/console/assets/', '/consoles'])(
    '%s is a 404',
    async (path) => {
      expect((await get(path)).problem).toBe('not_found')
    },
  )
})
