import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'
import { openStorage } from '../../src/storage/open-storage.ts'
import { describeDurableStorageContract, describeStorageContract } from './storage-contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'storage-contract-'))
let stores = 0
let newest = ''

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function openNewSqliteStore(): ReturnType<typeof openStorage> {
  stores += 1
  newest = `sqlite:${join(folder, `store-${stores}`, 'refunds.db')}`
  return openStorage(newest)
}

describeStorageContract('memory', () => openStorage('memory:'))
describeStorageContract('SQLite', openNewSqliteStore)
describeDurableStorageContract('SQLite', openNewSqliteStore, () => openStorage(newest))
