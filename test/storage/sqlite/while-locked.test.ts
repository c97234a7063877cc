import { describe, expect, it } from '@jest/globals'
import { type Connection, openConnection } from '../../../src/storage/sqlite/connection.ts'
import { migrate, migrations } from '../../../src/storage/sqlite/migrate.ts'
import { whileLocked } from '../../../src/storage/sqlite/while-locked.ts'
import { newStoreFiles } from './store-file.ts'

const newStoreFile = newStoreFiles()

/** A connection that migrates, and one that waits 10 ms for it in each try. */
async function openTwo(): Promise<{ readonly migrating: Connection; readonly starting: Connection }> {
  const path = newStoreFile()
  const migrating = await openConnection(path)
  return { migrating, starting: await openConnection(path, 10) }
}

describe('a start while another process migrates', () => {
  it('tries again until that one is done', async () => {
    const { migrating, starting } = await openTwo()
    await migrating.beginImmediate()
    let tries = 0
    await whileLocked(async () => {
      tries += 1
      // The other one has done its work when the second try has failed.
      if (tries === 3) migrating.execute('COMMIT')
      await migrate(starting)
    })
    expect(tries).toBe(3)
    expect(starting.all('SELECT count(*) AS steps FROM migration')).toEqual([{ steps: migrations.length }])
  })

  it('gives up after a minute, with the fault', async () => {
    const { migrating, starting } = await openTwo()
    await migrating.beginImmediate()
    const times = [0, 59_999, 60_000]
    let tries = 0
    const start = whileLocked(
      async () => {
        tries += 1
        await migrate(starting)
      },
      () => times.shift() ?? Number.NaN,
    )
    await expect(start).rejects.toMatchObject({ code: 'store_unavailable', cause: { sqliteCodeName: 'SQLITE_BUSY' } })
    expect(tries).toBe(2)
  })

  it('does not try again after another fault', async () => {
    let tries = 0
    const start = whileLocked(async () => {
      tries += 1
      throw new Error('the disk is gone')
    })
    await expect(start).rejects.toThrow('the disk is gone')
    expect(tries).toBe(1)
  })
})
