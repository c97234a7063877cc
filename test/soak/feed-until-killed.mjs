// Numbers whatever waits for the feed, tells how many it numbered each time, until it is killed.
import { writeSync } from 'node:fs'
import { feedWaiting } from '../../dist/journal/feed.js'
import { openStorage } from '../../dist/storage/open/open-storage.js'

const storage = await openStorage(process.argv[2])
for (;;) {
  const numbered = await feedWaiting(storage, 20)
  if (numbered > 0) writeSync(1, `${numbered}\n`)
  await new Promise((resolve) => setTimeout(resolve, 5))
}
