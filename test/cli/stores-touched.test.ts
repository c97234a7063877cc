import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openConnection } from '../../src/storage/sqlite/connection.ts'
import { builtFile } from '../built/fresh-build.mjs'
import { openPanel, partial } from '../http/open-panel.ts'
import { projectFolder, runCommand, temporaryFile, temporaryFolder } from './run-command.ts'

const panelText = join(projectFolder, 'rules/smm-panel/policy.yaml')
const publishText = readFileSync(panelText, 'utf8').replace('This order meets none', 'No order meets any')

const signingKey = join(temporaryFolder(), 'checkpoint.key')
beforeAll(async () => {
  const made = await runCommand(['checkpoint', 'new-key', '--name', 'refunds.example.com', '--secret-to', signingKey])
  expect(made.code).toBe(0)
})

const nobodysId = '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e'
const archiveFolder = temporaryFolder()
const factsFile = temporaryFile('facts.json', '{"order":{"id":"o-1"},"account":{"id":"a-1"}}')

/** Every command that works on a store and ends with 0 on one in use, the line that calls it, and whether it may make one. */
const commands: readonly { readonly line: readonly string[]; readonly makes: boolean }[] = [
  { line: ['publish', '--replace', '-'], makes: true },
  { line: ['migrate'], makes: true },
  { line: ['versions'], makes: false },
  { line: ['show', 'active'], makes: false },
  { line: ['decisions'], makes: false },
  { line: ['reviews', 'list'], makes: false },
  { line: ['approvals', 'status'], makes: false },
  { line: ['approvals', 'pause', '--reason', 'a test'], makes: false },
  { line: ['approvals', 'resume', '--reason', 'a test'], makes: false },
  { line: ['audit'], makes: false },
  { line: ['verify'], makes: false },
  { line: ['checkpoint', '--key', signingKey], makes: false },
  { line: ['compact'], makes: false },
  { line: ['archive', '--before', '2020-01-01', '--to', archiveFolder], makes: false },
  { line: ['archive', 'restore', '--from', archiveFolder], makes: false },
  { line: ['keys', 'list'], makes: false },
  { line: ['keys', 'create', '--name', 'n', '--role', 'read'], makes: false },
  { line: ['keys', 'revoke', 'nobody'], makes: false },
  { line: ['draft', 'list'], makes: false },
  { line: ['draft', 'new'], makes: false },
  { line: ['release', 'show'], makes: false },
  { line: ['diff', panelText, 'smm-panel@1'], makes: false },
  { line: ['replay'], makes: false },
  { line: ['impact', panelText], makes: false },
]
const named = commands.map(({ line, makes }) => ({ name: line.join(' '), line, makes }))
/** Those that say 4 or 5 on a store that has nothing for them, or want a key file first. */
const onEdge = [
  ['rollback', '1', '--replace'],
  ['retire', 'smm-panel', '--reason', 'a test', '--replace'],
  ['keys', 'rotate', 'nobody'],
  ['why', 'nobody'],
  ['dispute-pack', 'nobody'],
  ['reviews', 'deny', 'nobody', '--reason', 'a test'],
  ['backup', '--to', join(temporaryFolder(), 'backup.db')],
  ['reviews', 'approve', 'nobody', '--reason', 'a test'],
  ['reviews', 'extend', 'nobody', '--reason', 'a test', '--due-by', '2027-01-31T00:00:00Z'],
  ['draft', 'show', nobodysId],
  ['draft', 'edit', nobodysId, panelText, '--expect', '1'],
  ['draft', 'comment', nobodysId, 'a test'],
  ['draft', 'approve', nobodysId, '--sha256', '0'.repeat(64)],
  ['draft', 'withdraw', nobodysId],
  ['draft', 'publish', nobodysId, '--expect', '1'],
  ['draft', 'schedule', nobodysId, '2027-01-31T00:00:00Z', '--expect', '1'],
  ['draft', 'unschedule', nobodysId],
  ['draft', 'discard', nobodysId, '--expect', '1'],
  ['draft', 'diff', nobodysId],
  ['release', 'set', '--expect', '0', '--four-eyes', 'off'],
  ['compare', 'active', '1', '--facts', factsFile],
  ['prove', panelText, '--against', 'smm-panel@1'],
].map((line) => ({ name: line.join(' '), line, makes: false }))
const others = [...named.filter(({ makes }) => !makes), ...onEdge]

const run = (line: readonly string[], path: string) =>
  runCommand(line, { input: publishText, environment: { STORE_URL: `sqlite:${path}` } })

/** Those that have tests of their own below, or in test/cli/backup. */
const apart = ['serve', 'restore']

it('every command that takes a store is tried here', async () => {
  const tried = [...named, ...onEdge].map(({ name }) => `${name} `)
  const taking = await commandsWithStore([])
  expect(taking.length).toBeGreaterThan(40)
  const untried = taking.filter((name) => !apart.includes(name) && !tried.some((line) => line.startsWith(`${name} `)))
  expect(untried).toEqual([])
})

/** The commands below these words that have the option --store, by what the help says. */
async function commandsWithStore(words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await runCommand([...words, '--help'])
  const listed = stdout.split(/^Commands:\n/mu)[1]?.split('\n\n')[0] ?? ''
  const below = [...listed.matchAll(/^ {2}([a-z][\w-]*)/gmu)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help')
  const own = words.length > 0 && stdout.includes('--store <url>') ? [words.join(' ')] : []
  const found: string[] = []
  for (const name of below) found.push(...(await commandsWithStore([...words, name])))
  return [...own, ...found]
}

describe('where there is no store', () => {
  it.each(others)('$name ends with 3, says where it looked, and makes none', async ({ line }) => {
    const folder = temporaryFolder()
    const { code, stdout, stderr } = await run(line, join(folder, 'deeper/refunds.db'))
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain(`There is no store at ${join(folder, 'deeper/refunds.db')}`)
    expect(readdirSync(folder)).toEqual([])
  })

  it.each(others)('$name leaves an empty file empty', async ({ line }) => {
    const path = join(temporaryFolder(), 'refunds.db')
    writeFileSync(path, '')
    expect(await run(line, path)).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('no store') })
    expect([statSync(path).size, readdirSync(dirname(path))]).toEqual([0, ['refunds.db']])
  })

  it.each(named.filter(({ makes }) => makes))('$name makes one, for its owner alone', async ({ line }) => {
    const path = join(temporaryFolder(), 'deeper/refunds.db')
    expect(await run(line, path)).toMatchObject({ code: 0, stderr: '' })
    expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700])
  })

  it('copy makes its target, not its source', async () => {
    const folder = temporaryFolder()
    const [from, to] = [`sqlite:${join(folder, 'a.db')}`, `sqlite:${join(folder, 'b.db')}`]
    const { code, stderr } = await runCommand(['copy', '--from', from, '--to', to])
    expect([code, readdirSync(folder)]).toEqual([3, []])
    expect(stderr).toContain('There is no store at')
  })

  it('in memory there never is one', async () => {
    const { code, stderr } = await runCommand(['verify', '--store', 'memory:'])
    expect([code, stderr]).toEqual([3, expect.stringContaining('no store in memory')])
  })
})

describe("another program's file", () => {
  it.each([...named, ...onEdge, { name: 'serve', line: ['serve', '--port', '0'], makes: true }])(
    '$name refuses a database with 3 and leaves it as it was',
    async ({ line }) => {
      const path = join(temporaryFolder(), 'invoices.db')
      await makeForeign(path)
      const before = readFileSync(path)
      expect(await run(line, path)).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('"invoice"') })
      expect([readFileSync(path).equals(before), readdirSync(dirname(path))]).toEqual([true, ['invoices.db']])
    },
  )

  it.each(named)('$name refuses a text with 3 and leaves it as it was', async ({ line }) => {
    const path = join(temporaryFolder(), 'notes.db')
    writeFileSync(path, 'notes\n'.repeat(1000))
    expect(await run(line, path)).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining(path) })
    expect([readFileSync(path, 'utf8'), readdirSync(dirname(path))]).toEqual(['notes\n'.repeat(1000), ['notes.db']])
  })
})

describe('a store in use', () => {
  const path = join(temporaryFolder(), 'refunds.db')
  let service: ChildProcess
  beforeAll(async () => {
    const panel = await openPanel('sqlite', path)
    await panel.decide(partial('o-1'))
    await panel.close()
    service = spawn(process.execPath, [builtFile('cli/main.js'), 'serve', '--port', '0', '--store', `sqlite:${path}`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(service.stdout ?? service, 'data')
  })
  afterAll(async () => {
    service.kill('SIGKILL')
    await once(service, 'close')
  })

  it.each(named)('$name works beside the service', async ({ name, line }) => {
    const { code, stderr } = await run(line, path)
    expect([code, stderr]).toEqual(
      name.startsWith('keys revoke')
        ? [5, expect.stringContaining('nobody')]
        : [0, name.startsWith('keys create') ? expect.stringContaining('shown this once') : ''],
    )
  })
})

describe('a file that a command writes', () => {
  it.each(['refunds.db', 'refunds.db-wal', 'refunds.db-shm', 'link.db'])('is never the store: %s', async (name) => {
    const folder = temporaryFolder()
    const path = join(folder, 'refunds.db')
    const panel = await openPanel('sqlite', path)
    await panel.decide(partial('o-1'))
    symlinkSync(path, join(folder, 'link.db'))
    const { code, stderr } = await run(['checkpoint', '--key', signingKey, '--out', join(folder, name)], path)
    await panel.close()
    expect([code, stderr]).toEqual([2, expect.stringContaining(join(folder, name))])
    expect((await run(['verify'], path)).code).toBe(0)
  })
})

async function makeForeign(path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const connection = await openConnection(path)
  connection.execute('CREATE TABLE invoice (number INTEGER)')
  connection.execute('PRAGMA journal_mode = DELETE')
  connection.close()
  if (!existsSync(path)) throw new Error('not made')
}
