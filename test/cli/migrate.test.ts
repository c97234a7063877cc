import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { startText } from '../../src/cli/start-text.ts'
import { runCommand, temporaryFolder } from './run-command.ts'

describe('refund-policy migrate', () => {
  it('brings the store up to date and says so; again, nothing is left to make', async () => {
    const store = `sqlite:${join(temporaryFolder(), 'refunds.db')}`
    const first = await runCommand(['migrate', '--store', store])
    expect(first).toEqual({ code: 0, stdout: 'The store has all that this release needs.\n', stderr: '' })
    const asJson = await runCommand(['migrate', '--json', '--store', store])
    expect([asJson.code, JSON.parse(asJson.stdout)]).toEqual([0, { made: [] }])
  })

  it('cannot start where the store cannot be reached', async () => {
    const { code, stderr } = await runCommand(['migrate', '--store', 'mongodb://panel:hidden@127.0.0.1:9/refunds'])
    expect(code).toBe(3)
    expect(stderr).toContain('cannot be reached')
    expect(stderr).not.toContain('hidden')
  })
})

describe('the password in a store URL', () => {
  it('is not shown when the service starts', () => {
    const facts = { url: 'http://127.0.0.1:8080', version: '1', policy: 'smm-panel', newAdminSecret: null }
    const storeUrl = 'mongodb://panel:hidden@one,two/refunds?replicaSet=rs0'
    const text = startText({ ...facts, storeUrl, adminKeyGiven: true })
    expect(text).toContain('mongodb://...@one,two/refunds?replicaSet=rs0')
    expect(text).not.toContain('hidden')
  })

  it('is not shown where the URL is refused', async () => {
    const { code, stderr } = await runCommand(['migrate', '--store', 'mongodb:/panel:hidden@one/refunds'])
    expect(code).toBe(3)
    expect(stderr).not.toContain('hidden')
  })
})
