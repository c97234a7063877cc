import { afterAll } from '@jest/globals'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { allDurableStores } from '../storage/durable-stores.ts'
import { readArchived } from './archive-of-contract.ts'
import { describeDurableStorageContract, describeStorageContract } from './storage-contract.ts'

const stores = await allDurableStores()

afterAll(async () => {
  for (const store of stores) await store.close()
})

describeStorageContract('memory', () => openStorage('memory:'), 'by feeders')

for (const store of stores) {
  let newest = ''
  const openEmpty = async (): ReturnType<typeof openStorage> => {
    newest = await store.emptyUrl()
    return openStorage(newest, { readArchived })
  }
  describeStorageContract(store.name, openEmpty, store.name === 'SQLite' ? 'at once' : 'by feeders')
  const reopen = () => openStorage(newest, { readArchived })
  describeDurableStorageContract(store.name, openEmpty, reopen, () => openStorage(newest))
}
