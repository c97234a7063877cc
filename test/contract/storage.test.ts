import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'
import { openStorage } from '../../src/storage/open-storage.ts'
import { findMongoServer } from '../storage/mongo/mongo-server.ts'
import { describeDurableStorageContract, describeStorageContract } from './storage-contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'storage-contract-'))
const mongo = await findMongoServer()
let stores = 0
let newest = ''

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await mongo?.close()
})

function openNewSqliteStore(): ReturnType<typeof openStorage> {
  stores += 1
  newest = `sqlite:${join(folder, `store-${stores}`, 'refunds.db')}`
  return openStorage(newest)
}

describeStorageContract('memory', () => openStorage('memory:'))
describeStorageContract('SQLite', openNewSqliteStore)
describeDurableStorageContract('SQLite', openNewSqliteStore, () => openStorage(newest))

// Without a server the one named skip stands in test/storage/mongo/mongo.test.ts.
if (mongo !== null) {
  const openNewMongoStore = (): ReturnType<typeof openStorage> => {
    newest = mongo.newDatabase()
    return openStorage(newest)
  }
  describeStorageContract('MongoDB', openNewMongoStore)
  describeDurableStorageContract('MongoDB', openNewMongoStore, () => openStorage(newest))
}
