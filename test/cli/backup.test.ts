import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openConnection } from '../../src/storage/sqlite/connection.ts'
import { openPanel, type Panel, partial } from '../http/open-panel.ts'
import { contentOf } from '../maintenance/copied-store.ts'
import { runCommand, temporaryFolder } from './run-command.ts'

const folder = temporaryFolder()
const store = join(folder, 'refunds.db')
const run = (words: readonly string[], file = store) =>
  runCommand(words, { environment: { STORE_URL: `sqlite:${file}` } })
let panel: Panel
beforeAll(async () => {
  panel = await openPanel('sqlite', store)
  for (let order = 1; order <= 20; order += 1) await panel.decide(partial(`o-${order}`))
})
afterAll(() => panel.close())

describe('backup and restore', () => {
  const backup = join(folder, 'kept/backup.db')

  it('write all of a store that is in use, verified, for its owner alone, and make the same store of it', async () => {
    const written = await run(['backup', '--to', backup])
    expect([written.code, written.stderr]).toEqual([0, ''])
    expect(written.stdout).toContain('20 decisions decided once more')
    await panel.decide(partial('o-21'))
    expect([statSync(backup).mode & 0o777, statSync(join(folder, 'kept')).mode & 0o777]).toEqual([0o600, 0o700])
    expect(readdirSync(join(folder, 'kept'))).toEqual(['backup.db'])

    const before = readFileSync(backup)
    const again = join(folder, 'again/refunds.db')
    const { code, stdout } = await run(['restore', '--from', backup, '--json'], again)
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { file: again, verification: expect.objectContaining({ faults: [] }) },
    ])
    expect(statSync(again).mode & 0o777).toBe(0o600)
    expect(readFileSync(backup).equals(before)).toBe(true)
    expect(await contentOf(`sqlite:${again}`)).toEqual(await contentOf(`sqlite:${backup}`))
  })

  it('replace nothing: not a file, not a store, not the store itself', async () => {
    const file = join(folder, 'notes.txt')
    writeFileSync(file, 'notes')
    expect(await run(['backup', '--to', file])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('there already'),
    })
    expect(readFileSync(file, 'utf8')).toBe('notes')
    expect((await run(['backup', '--to', store])).code).toBe(2)
    expect((await run(['backup', '--to', `${store}-wal`])).code).toBe(2)
    expect(await run(['restore', '--from', backup])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('Move it'),
    })
  })

  it('end with 3 where there is nothing to read, and leave nothing behind', async () => {
    const empty = temporaryFolder()
    const target = join(empty, 'refunds.db')
    expect((await run(['backup', '--to', join(empty, 'b.db')], join(empty, 'none.db'))).code).toBe(3)
    expect((await run(['restore', '--from', join(empty, 'none.db')], target)).code).toBe(3)
    writeFileSync(join(empty, 'text'), 'no database\n'.repeat(500))
    expect((await run(['restore', '--from', join(empty, 'text')], target)).code).toBe(3)
    expect(readdirSync(empty)).toEqual(['text'])
    expect((await run(['backup', '--to', 'x', '--store', 'mongodb://127.0.0.1/refunds'])).stderr).toContain('mongodump')
  })

  it('give what does not verify no name, and end with 1', async () => {
    const place = temporaryFolder()
    const [changed, target] = [join(place, 'changed.db'), join(place, 'refunds.db')]
    expect((await run(['backup', '--to', changed])).code).toBe(0)
    const connection = await openConnection(changed)
    connection.execute('DELETE FROM audit_entry WHERE sequence = 1')
    connection.emptyLog()
    connection.close()
    const { code, stdout } = await run(['restore', '--from', changed], target)
    expect([code, stdout]).toEqual([1, expect.stringContaining('.partial-')])
    expect(existsSync(target)).toBe(false)
  })
})
