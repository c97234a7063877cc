import { readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { fillClosed } from '../archive/closed-accounts-store.ts'
import { config, startService } from '../http/running-service.ts'
import { runCommand, temporaryFolder } from './run-command.ts'

const account = '訂 a-0'

describe('archive', () => {
  const folder = temporaryFolder()
  const [file, archive] = [join(folder, 'refunds.db'), join(folder, 'archive')]
  const store = ['--store', `sqlite:${file}`]
  const run = (words: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    runCommand([...words, ...store], { environment })
  beforeAll(() => fillClosed(`sqlite:${file}`, 2, 2))

  it('wants a date, and one folder for all files', async () => {
    expect(await run(['archive', '--to', archive])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching('--before'),
    })
    const wrong = await run(['archive', '--to', archive, '--before', 'yesterday'])
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching('like 2026-01-31') })
    expect(await run(['archive', '--before', '2027-01-01'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching('--to'),
    })
    const other = await run(['archive', '--before', '2027-01-01', '--to', archive], { ARCHIVE_FOLDER: `${archive}-2` })
    expect(other).toMatchObject({ code: 2, stderr: expect.stringMatching('another folder') })
  })

  it('moves what is old, tells whom to tell of it, and what needs the folder says so without it', async () => {
    expect(await run(['archive', '--before', '2026-01-01', '--to', archive])).toMatchObject({
      code: 0,
      stdout: `0 entries of 0 accounts moved to 0 files with 0 bytes in ${archive}\n`,
      stderr: '',
    })
    const moved = await run(['archive', '--before', '2027-01-01', '--to', archive, '--json'])
    expect(moved).toMatchObject({ code: 0, stderr: expect.stringMatching(`needs ARCHIVE_FOLDER=${archive}`) })
    expect(JSON.parse(moved.stdout)).toMatchObject({ folder: archive, files: 1, accounts: 2, entries: 10 })
    expect(readdirSync(archive)).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.ndjson\.gz$/u)])
    const list = ['decisions', '--account', account]
    expect(await run(list)).toMatchObject({ code: 3, stderr: expect.stringMatching('set archive_folder') })
    expect(await run(list, { ARCHIVE_FOLDER: archive })).toMatchObject({ code: 0 })
    const [name = ''] = readdirSync(archive)
    renameSync(join(archive, name), join(archive, 'away'))
    expect(await run(['verify'], { ARCHIVE_FOLDER: archive })).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(`fault archive_missing: the archive file ${name}: it is not in ${archive}`),
    })
    renameSync(join(archive, 'away'), join(archive, name))
  })

  it('a decision is read over HTTP from the archive; without the folder that is 503, which names no file', async () => {
    const serve = (archiveFolder: string | null) =>
      startService({}, { ...config, storeUrl: `sqlite:${file}`, archiveFolder })
    const whole = await serve(archive)
    const id = (await whole.service.storage.entryAt(account, 1))?.id ?? ''
    const found = await whole.send('GET', `/v1/decisions/${id}?include=facts,trace`)
    expect(found).toMatchObject({ status: 200, json: { id, policy: { version: 1 } } })
    await whole.close()
    const cut = await serve(null)
    const without = await cut.send('GET', `/v1/decisions/${id}`)
    await cut.close()
    expect(without).toMatchObject({ status: 503, problem: 'archive_unavailable' })
    expect(without.headers.get('retry-after')).not.toBeNull()
    expect(without.text).not.toMatch(/ndjson/u)
  })

  it('restores, after which nothing needs the folder', async () => {
    expect(await run(['archive', 'restore', '--from', archive])).toMatchObject({
      code: 0,
      stdout: '10 entries of 2 accounts brought back from 1 file\n',
    })
    expect(await run(['decisions', '--account', account])).toMatchObject({ code: 0 })
  })
})
