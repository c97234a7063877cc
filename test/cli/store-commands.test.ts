import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { type CommandResult, projectFolder, runCommand, temporaryFile, temporaryFolder } from './run-command.ts'

const firstText = readFileSync(join(projectFolder, 'test/policy/fixtures/minimal.yaml'), 'utf8')
const secondText = firstText.replace('Somebody looks at repeated claims.', 'A person looks at repeated claims.')
const failingText = firstText.replace('refund: "1.00"', 'refund: "2.00"')

/** A store of its own, and commands on it. */
function openStore(): (words: readonly string[], input?: string) => Promise<CommandResult> {
  const path = join(temporaryFolder(), 'store/refunds.db')
  const environment = { STORE_URL: `sqlite:${path}`, DEFAULT_POLICY: 'minimal' }
  return (words, input = '') => runCommand(words, { input, environment })
}

describe('publish', () => {
  it('makes each new text the next version', async () => {
    const run = openStore()
    expect(await run(['publish', '-', '--replace'], firstText)).toEqual({
      code: 0,
      stdout: 'minimal: version 1 is published and decides from now on\n',
      stderr: '',
    })
    const { code, stdout } = await run(
      ['publish', '-', '--replace', '--json', '--reason', 'wording', '--author', 'ci'],
      secondText,
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'minimal',
      version: 2,
      changed: true,
      reason: 'wording',
      author: 'ci',
    })
  })

  it('refuses the active text with 4, and is content with it under --if-changed', async () => {
    const run = openStore()
    await run(['publish', '-', '--replace'], firstText)
    expect(await run(['publish', '-', '--replace'], firstText)).toMatchObject({ code: 4, stdout: '' })
    expect(await run(['publish', '-', '--replace', '--if-changed'], firstText)).toEqual({
      code: 0,
      stdout: 'minimal: unchanged, version 1 stays active\n',
      stderr: '',
    })
    const { stdout } = await run(['publish', '-', '--replace', '--if-changed', '--json'], firstText)
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, changed: false })
  })

  it('refuses a text equal to an older version, which would undo a newer one, with 4', async () => {
    const run = openStore()
    await run(['publish', '-', '--replace'], firstText)
    await run(['publish', '-', '--replace'], secondText)
    for (const options of [[], ['--if-changed']]) {
      const { code, stderr } = await run(['publish', '-', '--replace', ...options], firstText)
      expect(code).toBe(4)
      expect(stderr).toContain('would undo version 2')
    }
  })

  it('refuses a text with faults or failing cases with 1, showing them, and publishes nothing', async () => {
    const run = openStore()
    const faulty = await run(['publish', '-', '--replace'], firstText.replace('title:', 'titel:'))
    expect(faulty.code).toBe(1)
    expect(faulty.stderr).toMatch(/^-:2:1 error /m)
    const failing = await run(['publish', '-', '--replace'], failingText)
    expect(failing.code).toBe(1)
    expect(failing.stderr).toContain('case fails a tenth is missing')
    const asJson = await run(['publish', '-', '--replace', '--json'], failingText)
    expect(JSON.parse(asJson.stderr)).toMatchObject({
      error: { code: 'policy_cases_failed', cases: [{ name: 'a tenth is missing' }] },
    })
    expect((await run(['versions'])).code).toBe(5)
  })
})

describe('publish, rollback and retire', () => {
  it('need the version that was edited, or --replace', async () => {
    const run = openStore()
    for (const [expected, options] of [
      [4, []],
      [2, ['--expect', 'x']],
      [2, ['--expect', '1', '--replace']],
    ] as const) {
      const { code, stderr } = await run(['publish', '-', ...options], firstText)
      expect([code, stderr]).toEqual([expected, expect.stringContaining('--expect N')])
    }
    expect((await run(['publish', '-', '--expect', '1'], firstText)).code).toBe(4)
    expect((await run(['publish', '-', '--expect', 'new'], firstText)).code).toBe(0)
    expect((await run(['publish', '-', '--expect', 'new'], secondText)).code).toBe(4)
    expect((await run(['publish', '-', '--expect', '1'], secondText)).code).toBe(0)
    const back = await run(['rollback', '1', '--expect', '2'])
    expect([back.code, back.stdout]).toEqual([0, 'minimal: version 3 is published and decides from now on\n'])
    expect((await run(['rollback', '2', '--expect', 'new'])).code).toBe(2)
    const retired = await run(['retire', 'minimal', '--expect', '3', '--reason', 'sold'])
    expect([retired.code, retired.stdout]).toEqual([
      0,
      'minimal: version 4 retires it; nothing is decided by it from now on\n',
    ])
    expect((await run(['publish', '-', '--replace', '--if-changed'], firstText)).code).toBe(4)
    expect((await run(['versions'])).stdout).toContain('retired')
    expect((await run(['rollback', '3', '--replace'])).code).toBe(0)
  })

  it('print warnings, and who would be refused', async () => {
    const run = openStore()
    const warned = firstText.replace('facts:\n', 'facts:\n  order.note: { type: string, default: "" }\n')
    const { code, stderr } = await run(['publish', '-', '--expect', 'new'], warned)
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^-:\d+:\d+ warning /m)])
    const refused = await run(['publish', '-', '--expect', '1'], firstText)
    expect([refused.code, refused.stderr]).toEqual([
      4,
      expect.stringContaining('-: callers that send order.note will get 422'),
    ])
    expect((await run(['publish', '-', '--expect', '1', '--accept-breaking'], firstText)).code).toBe(0)
  })
})

describe('versions and show', () => {
  it('list what was published and print each text to the byte', async () => {
    const run = openStore()
    await run(['publish', '-', '--replace', '--reason', 'the start'], firstText)
    await run(['publish', '-', '--replace'], secondText)
    const listed = (await run(['versions'])).stdout.trimEnd().split('\n')
    expect(listed.map((line) => line.split(/\s+/)[0])).toEqual(['version', '2', '1'])
    expect(listed[2]).toContain('the start')
    expect(JSON.parse((await run(['versions', 'minimal', '--json'])).stdout)).toMatchObject([
      { version: 2, author: 'command-line' },
      { version: 1, reason: 'the start' },
    ])
    expect((await run(['show', '1'])).stdout).toBe(firstText)
    expect((await run(['show', 'active', '--policy', 'minimal'])).stdout).toBe(secondText)
    expect(JSON.parse((await run(['show', '2', '--json'])).stdout)).toMatchObject({ version: 2, text: secondText })
  })

  it.each([
    ['a policy that is not there', ['versions', 'absent']],
    ['a version that is not there', ['show', '3']],
    ['a version of a policy that is not there', ['show', '1', '--policy', 'absent']],
  ])('end with 5 for %s', async (_, words) => {
    const run = openStore()
    await run(['publish', '-', '--replace'], firstText)
    const { code, stdout, stderr } = await run(words)
    expect([code, stdout]).toEqual([5, ''])
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('keys', () => {
  it('are made, listed without their secrets, and revoked once', async () => {
    const run = openStore()
    await run(['migrate'])
    const made = await run(['keys', 'create', '--name', 'backend', '--role', 'decide', '--role', 'read'])
    expect(made.code).toBe(0)
    const secret = made.stdout.trimEnd()
    expect(secret.length).toBeGreaterThanOrEqual(32)
    const second = await run(['keys', 'create', '--name', 'auditor', '--role', 'read', '--json'])
    const { id } = JSON.parse(second.stdout) as { id: string; secret: string }
    const listed = await run(['keys', 'list', '--json'])
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { name: 'backend', roles: ['decide', 'read'], revoked_at: null },
      { id, name: 'auditor', roles: ['read'] },
    ])
    expect(listed.stdout).not.toMatch(/secret|sha256/)
    expect(listed.stdout).not.toContain(secret)
    expect(await run(['keys', 'revoke', id])).toEqual({ code: 0, stdout: `${id} is revoked\n`, stderr: '' })
    expect((await run(['keys', 'revoke', id])).code).toBe(5)
    const rotating = await run([
      'keys',
      'create',
      '--name',
      'turns',
      '--role',
      'read',
      '--expires-at',
      '2099-01-01T00:00:00Z',
      '--json',
    ])
    const rotated = await run(['keys', 'rotate', JSON.parse(rotating.stdout).id, '--overlap', '60', '--json'])
    expect(JSON.parse(rotated.stdout)).toMatchObject({ name: 'turns', replaces: JSON.parse(rotating.stdout).id })
    expect((await run(['keys', 'rotate', id, '--overlap', 'long'])).code).toBe(2)
    expect((await run(['keys', 'list'])).stdout).toMatch(new RegExp(`^${id} +auditor .*Z$`, 'm'))
  })

  it('that review have their levels', async () => {
    const run = openStore()
    await run(['migrate'])
    const levels = ['--review-level', 'smm-panel=manager', '--review-level', '*=support']
    const made = await run(['keys', 'create', '--name', 'maria', '--role', 'review', ...levels, '--json'])
    expect(JSON.parse(made.stdout)).toMatchObject({ review_levels: { 'smm-panel': 'manager', '*': 'support' } })
    expect((await run(['keys', 'list'])).stdout).toContain('*=support,smm-panel=manager')
    expect((await run(['keys', 'create', '--name', 'otto', '--role', 'read', ...levels])).code).toBe(1)
  })

  it('with a name in use are refused with 1', async () => {
    const run = openStore()
    await run(['migrate'])
    const create = ['keys', 'create', '--name', 'backend', '--role', 'decide']
    await run(create)
    expect((await run(create)).code).toBe(1)
  })
})

describe('a command on a store', () => {
  it('ends with 3 and lists every wrong setting', async () => {
    const { code, stderr } = await runCommand(['versions', '--store', 'mysql:x'], { environment: { PORT: 'http' } })
    expect(code).toBe(3)
    expect(stderr).toContain('environment variable PORT: port must be a whole number')
    expect(stderr).toContain('command line: store_url must be sqlite:PATH')
  })

  it('ends with 3 and one line where the store cannot be opened', async () => {
    const folder = temporaryFolder()
    const { code, stdout, stderr } = await runCommand(['versions', '--store', `sqlite:${folder}`])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  it('takes the store and the default policy from a file of settings', async () => {
    const store = join(temporaryFolder(), 'mine.db')
    const file = temporaryFile('settings.yaml', `store_url: sqlite:${store}\ndefault_policy: minimal\n`)
    expect((await runCommand(['publish', '-', '--replace', '--config', file], { input: firstText })).code).toBe(0)
    expect(existsSync(store)).toBe(true)
    expect((await runCommand(['show', '1', '--config', file])).stdout).toBe(firstText)
  })
})
