// Numbers whatever waits for the feed, tells its tail whenever it has grown, until it is killed. A store that numbers at
// once leaves nothing to do.
import { writeSync } from 'node:fs'
import { feedWaiting } from '../../dist/journal/feed.js'
import { openStorage } from '../../dist/storage/open/open-storage.js'

const storage = await openStorage(process.argv[2])
let known = await storage.feedTail()
for (;;) {
  await feedWaiting(storage, 20)
  const tail = await storage.feedTail()
  if (tail > known) writeSync(1, `${tail}\n`)
  known = tail
  await new Promise((resolve) => setTimeout(resolve, 5))
}
