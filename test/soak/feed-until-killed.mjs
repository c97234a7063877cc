// Numbers whatever waits for the feed, tells its tail whenever it has grown, until it is killed. A store that numbers at
// once leaves nothing to do.
import { writeSync } from 'node:fs'
import { feedWaiting } from '../../dist/journal/feed.js'
import { openStorage } from '../../dist/storage/open/open-storage.js'

const storage = await openStorage(process.argv[2])
const tell = (tail) => writeSync(1, `${tail}\n`)
const telling = {
  ...storage,
  // After each batch: writers may be so quick that something always waits.
  appendFeedBatch: async (tail, keys) => {
    const written = await storage.appendFeedBatch(tail, keys)
    if (written > 0) tell(tail + written)
    return written
  },
}
let known = await storage.feedTail()
for (;;) {
  await feedWaiting(telling, 20)
  const tail = await storage.feedTail()
  if (tail > known) tell(tail)
  known = tail
  await new Promise((resolve) => setTimeout(resolve, 5))
}
