import { expect, it } from '@jest/globals'
import { type Connection, openConnection } from '../../../src/storage/sqlite/connection.ts'
import { migrate } from '../../../src/storage/sqlite/migrate.ts'
import { createSqliteStorage } from '../../../src/storage/sqlite/sqlite-storage.ts'
import { panelFacts } from '../../decisions/panel-facts.ts'
import { openDomain } from '../../journal/open-domain.ts'
import { newStoreFiles } from './store-file.ts'

const newStoreFile = newStoreFiles()

/** A connection, and what was asked of it outside of the transactions that write, but for whether others wrote. */
async function openRecorded(): Promise<{ readonly connection: Connection; readonly reads: string[] }> {
  const connection = await openConnection(newStoreFile())
  await migrate(connection)
  const reads: string[] = []
  let writing = false
  const recorded =
    <Result>(ask: (sql: string, parameters?: Parameters<Connection['all']>[1]) => Result): typeof ask =>
    (sql, parameters) => {
      if (!writing) reads.push(/ FROM (?<table>\w+)/u.exec(sql)?.groups?.['table'] ?? sql)
      return ask(sql, parameters)
    }
  const transaction: Connection['transaction'] = (work, committed) =>
    connection.transaction(() => {
      writing = true
      try {
        work()
      } finally {
        writing = false
      }
    }, committed)
  const { all, rows, one, oneRow, run } = connection
  return {
    connection: {
      ...connection,
      all: recorded(all),
      rows: recorded(rows),
      one: recorded(one),
      oneRow: recorded(oneRow),
      run: recorded(run),
      transaction,
    },
    reads,
  }
}

it('a decision reads what it needs once: the head and the order of what is new, nothing of what was looked at twice', async () => {
  const { connection, reads } = await openRecorded()
  const domain = await openDomain(undefined, createSqliteStorage(connection))
  const ask = (account: string, order: string, key: string) =>
    domain.ask(panelFacts({ account: { id: account }, order: { id: order } }), key)
  // A store that serves has logged its first publication.
  await domain.setPaused(true)
  await domain.setPaused(false)
  await ask('a-0', 'o-0', 'k-0')
  const readsOf = async (account: string, order: string, key: string): Promise<readonly string[]> => {
    reads.length = 0
    await ask(account, order, key)
    return [...reads]
  }
  expect(await readsOf('a-1', 'o-1', 'k-1')).toEqual(['entry', 'order_binding'])
  expect(await readsOf('a-1', 'o-1', 'k-2')).toContain('order_binding')
  expect(await readsOf('a-1', 'o-1', 'k-3')).not.toContain('order_binding')
  await domain.storage.close()
})
