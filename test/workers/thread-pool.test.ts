import { expect, it } from '@jest/globals'
import type * as ThreadPool from '../../src/workers/thread-pool.ts'
import { builtFile } from '../built/fresh-build.mjs'

it('a thread that cannot load its file fails what waits for it, and the process goes on', async () => {
  const built: typeof ThreadPool = await import(builtFile('workers/thread-pool.js'))
  const pool = built.createThreadPool('no-such-thread' as 'check-thread', { width: 1 })
  await expect(pool.run({})).rejects.toThrow('no-such-thread')
  await expect(pool.run({})).rejects.toThrow('no-such-thread')
  await pool.close()
})
