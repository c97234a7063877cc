import { expect, it } from '@jest/globals'
import { readStream } from '../../src/journal/read-stream.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { makeEntry, sealed } from '../storage/make-entry.ts'

it.each(['a\0', '\uD800'])(
  'a stream of an account that is called as none can be ends with what is wrong: %j',
  async (name) => {
    const storage = await openStorage('memory:')
    await storage.append(sealed(makeEntry(null)))
    const steps: unknown[] = []
    for await (const step of readStream(storage, name)) steps.push(step)
    expect(steps).toEqual([{ sequence: 1, message: expect.stringMatching(/^An id /u) }])
  },
)
