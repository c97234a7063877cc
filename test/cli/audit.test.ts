import { beforeAll, describe, expect, it } from '@jest/globals'
import { newStoreFile, openPanel } from '../http/open-panel.ts'
import { runCommand } from './run-command.ts'

const file = newStoreFile()
const audit = (...words: readonly string[]) =>
  runCommand(['audit', ...words], { environment: { STORE_URL: `sqlite:${file}` } })

beforeAll(async () => {
  const panel = await openPanel('sqlite', file)
  await panel.post('/v1/approvals/pause', { reason: 'a test' })
  await panel.post('/v1/approvals/resume', { reason: 'over' })
  await panel.close()
})

describe('audit', () => {
  it('shows who did what, newest first, by filters and for programs too', async () => {
    const { code, stdout } = await audit('--kinds', 'approvals_paused', 'approvals_resumed')
    expect(code).toBe(0)
    expect(stdout).toMatch(/admin +approvals_resumed +reason: over\n.*admin +approvals_paused +reason: a test\n$/u)
    expect(JSON.parse((await audit('--policy', 'smm-panel', '--json')).stdout)).toMatchObject([
      { kind: 'policy_published', details: { policy: 'smm-panel', version: 1 } },
    ])
    expect(JSON.parse((await audit('--limit', '1', '--json')).stdout)).toMatchObject([{ kind: 'approvals_resumed' }])
  })

  it('refuses an act that there is none of, and a time that is none', async () => {
    expect(await audit('--kinds', 'policy_burnt')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('policy_published'),
    })
    expect(await audit('--from', 'yesterday')).toMatchObject({ code: 2 })
  })
})
