import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { openConnection } from '../../src/storage/sqlite/connection.ts'
import { openPanel, partial } from '../http/open-panel.ts'
import { type CommandResult, runCommand, temporaryFolder } from './run-command.ts'

/** A store with three decisions of one account and one of another, and commands on it. */
async function filledStore(): Promise<{
  readonly folder: string
  run(words: readonly string[]): Promise<CommandResult>
  change(sql: string): Promise<void>
}> {
  const folder = temporaryFolder()
  const file = join(folder, 'refunds.db')
  const panel = await openPanel('sqlite', file)
  for (const order of ['o-1', 'o-2', 'o-3']) await panel.decide(partial(order))
  await panel.decide(partial('o-4', { account: { id: 'a-2' } }))
  await panel.close()
  const environment = { STORE_URL: `sqlite:${file}` }
  return {
    folder,
    run: (words) => runCommand(words, { environment }),
    change: async (sql) => {
      const connection = await openConnection(file)
      connection.execute(sql)
      connection.close()
    },
  }
}

type Store = Awaited<ReturnType<typeof filledStore>>

describe('verify', () => {
  let store: Store
  beforeAll(async () => {
    store = await filledStore()
  })

  it('notes what it found where it is asked to, and writes nothing where it is not', async () => {
    const noting = await filledStore()
    const noted = async () => {
      const { stdout } = await noting.run(['audit', '--kinds', 'store_verified', '--json'])
      return (JSON.parse(stdout) as { author: string; details: object }[]).map(({ author, details }) => [
        author,
        details,
      ])
    }
    await noting.run(['verify'])
    expect(await noted()).toEqual([])
    expect((await noting.run(['verify', '--account', 'a-2', '--note'])).code).toBe(2)
    expect((await noting.run(['verify', '--since', 'x', '--note'])).stderr).toContain('leave --account and --since out')
    expect(await noting.run(['verify', '--author', 'nightly'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('add --note'),
    })
    expect((await noting.run(['verify', '--note', '--author', ' '])).code).toBe(2)
    expect((await noting.run(['verify', '--note', '--author', 'nightly'])).code).toBe(0)
    await noting.change("UPDATE entry SET pending_delivery = 0 WHERE account = 'a-2'")
    expect((await noting.run(['verify', '--note'])).code).toBe(1)
    const counted = { up_to: expect.any(Number), entries: 4 }
    expect(await noted()).toEqual([
      ['command-line', { ...counted, faults: 1 }],
      ['nightly', { ...counted, faults: 0 }],
    ])
  })

  it('ends with 0 where nothing is wrong, and says what it looked at', async () => {
    expect(await store.run(['verify'])).toEqual({
      code: 0,
      stdout: expect.stringContaining('2 accounts, 4 entries, 4 decisions decided once more\n'),
      stderr: '',
    })
    expect((await store.run(['verify', '--account', 'a-2'])).stdout).toContain('1 account, 1 entry, 1 decision decided')
    const { code, stdout } = await store.run(['verify', '--json', '--account', 'a-2'])
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        accounts: 1,
        entries: 1,
        decisions: 1,
        not_replayable: 0,
        audit_entries: expect.any(Number),
        policy_versions: 1,
        drafts: 0,
        api_keys: 1,
        archive_files: 0,
        since: null,
        feed_numbers: 0,
        faults: [],
      },
    ])
  })

  it('goes on from a checkpoint: walks the accounts with entries behind it, and still finds a hash before it that was changed', async () => {
    const filled = await filledStore()
    const [secret, folder] = [join(filled.folder, 'checkpoint.key'), join(filled.folder, 'checkpoints')]
    const made = await filled.run(['checkpoint', 'new-key', '--name', 'refunds.example.com', '--secret-to', secret])
    const note = join(filled.folder, 'checkpoint.txt')
    expect((await filled.run(['checkpoint', '--key', secret, '--out', note])).code).toBe(0)
    const since = ['verify', '--since', note, '--key', made.stdout.trim(), '--json']
    const walked = async (): Promise<unknown> => JSON.parse((await filled.run(since)).stdout)
    expect(await walked()).toMatchObject({ accounts: 0, entries: 0, since: expect.any(Number), faults: [] })
    const behind = await openPanel('sqlite', join(filled.folder, 'refunds.db'))
    await behind.decide(partial('o-5', { account: { id: 'a-2' } }))
    await behind.close()
    expect(await walked()).toMatchObject({ accounts: 1, entries: 2, decisions: 2, faults: [] })
    await filled.change("UPDATE entry SET hash = zeroblob(32) WHERE account = 'a-1' AND sequence = 2")
    expect(await walked()).toMatchObject({ accounts: 1, faults: [{ code: 'checkpoint_differs' }] })

    expect(await filled.run(['verify', '--since', note])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching('--key'),
    })
    expect((await filled.run(['verify', '--since', note, '--account', 'a-1'])).code).toBe(2)
    const settings = {
      STORE_URL: `sqlite:${join(filled.folder, 'refunds.db')}`,
      CHECKPOINT_FOLDER: folder,
      CHECKPOINT_KEY_FILE: secret,
    }
    const newest = () => runCommand(['verify', '--since'], { environment: settings })
    expect(await newest()).toMatchObject({ code: 2, stderr: expect.stringMatching('no checkpoint') })
    mkdirSync(folder)
    copyFileSync(note, join(folder, 'checkpoint-000000000001.txt'))
    expect(await newest()).toMatchObject({
      code: 1,
      stdout: expect.stringMatching('accounts with an entry behind number'),
    })
  })

  it('ends with 5 for an account without any entry', async () => {
    expect((await store.run(['verify', '--account', 'nobody'])).code).toBe(5)
  })

  it('ends with 1 and names every fault, for people and for programs', async () => {
    const changed = await filledStore()
    await changed.change('UPDATE entry SET hash = zeroblob(32) WHERE sequence = 2')
    const { code, stdout } = await changed.run(['verify'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^fault hash_wrong: entry 2 \([0-9a-f-]{36}\) of the account "a-1": /mu)
    expect(stdout).toContain('2 faults were found')
    const asJson = await changed.run(['verify', '--json'])
    expect(asJson.code).toBe(1)
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      faults: [
        { code: 'hash_wrong', account: 'a-1', sequence: 2, id: expect.any(String), message: expect.any(String) },
        { code: 'chain_broken', account: 'a-1', sequence: 3 },
      ],
    })
  })

  it('ends with 3 and one line for a file that is no store', async () => {
    const file = join(temporaryFolder(), 'refunds.db')
    writeFileSync(file, 'a'.repeat(10_000))
    const { code, stdout, stderr } = await runCommand(['verify', '--store', `sqlite:${file}`])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toContain('damaged')
  })
})

describe('approvals', () => {
  it('are paused and resumed with a reason, once, and tell their state', async () => {
    const store = await filledStore()
    expect((await store.run(['approvals', 'status'])).stdout).toBe('approvals are not paused\n')
    const paused = await store.run(['approvals', 'pause', '--reason', 'wrong statuses', '--author', 'maria'])
    expect(paused.code).toBe(0)
    expect(paused.stdout).toMatch(/^approvals are paused since \S+Z, by maria: wrong statuses\n$/u)
    expect(await store.run(['approvals', 'pause', '--reason', 'again'])).toMatchObject({ code: 4, stdout: '' })
    expect(JSON.parse((await store.run(['approvals', 'status', '--json'])).stdout)).toMatchObject({
      paused: true,
      by: 'maria',
      reason: 'wrong statuses',
    })
    const resumed = await store.run(['approvals', 'resume', '--reason', 'right again', '--json'])
    expect(JSON.parse(resumed.stdout)).toMatchObject({ paused: false, by: 'command-line', reason: 'right again' })
    expect((await store.run(['approvals', 'resume', '--reason', 'again'])).code).toBe(4)
    expect((await store.run(['approvals', 'pause'])).code).toBe(2)
    expect((await store.run(['approvals', 'pause', '--reason', ' '])).code).toBe(1)
  })
})
