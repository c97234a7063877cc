// The day's checkpoint of a store, as a service with these settings writes it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { openCheckpoints } from '../../../../dist/checkpoints/open-checkpoints.js'
import { openStorage } from '../../../../dist/storage/open/open-storage.js'
import { newSigningKey } from '../../../../dist/transparency/note-keys.js'

/** Makes a key, and signs with it what the store holds. */
export async function signCheckpoint(storeUrl, { folder, key }) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(key, `${newSigningKey('refunds.example').secret}\n`)
  const store = await openStorage(storeUrl)
  const checkpoints = await openCheckpoints(
    { store, clock: { now: () => Date.now() } },
    { checkpointFolder: folder, checkpointKeyFile: key },
  )
  await checkpoints.writeDaily(new AbortController().signal)
  await store.close()
}
