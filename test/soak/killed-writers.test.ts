import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { verifyJournal } from '../../src/maintenance/verify-journal.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { shippedPolicy } from '../decisions/open-decisions.ts'
import { createKnownPolicies, publishUnchecked } from '../journal/known-policies.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { endOf, killScripts, startScript } from './scripts.ts'
import { tellFigures } from './tell-figures.ts'

const kills = Number(process.env['KILLS'] ?? 2)
const patience = 3_600_000
/** Each round kills two writers, after up to so many milliseconds of writing. */
const longest = 400

const stores = await durableStores()

afterAll(async () => {
  for (const store of stores) await store.close()
})

afterEach(killScripts)

/** Starts a writer, kills it at a random moment after its first answer, and tells the ids that it had answered. */
async function writeAndKill(url: string, name: string): Promise<readonly string[]> {
  const child = startScript('write-until-killed.mjs', [url, name], 'pipe')
  let [output, errors] = ['', '']
  const end = endOf(child)
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (output === '') void sleep(Math.random() * longest).then(() => child.kill('SIGKILL'))
    output += text
  })
  expect([await end, errors]).toEqual(['SIGKILL', ''])
  // What was cut off in the middle of a line was not answered whole.
  return output.split('\n').slice(0, -1)
}

describe.each(stores)('$name', (store) => {
  it(
    `writers that are killed ${kills} times: every answered entry is there, the chain verifies, no half entry`,
    async () => {
      const url = store.newUrl()
      const first = await openStorage(url)
      await publishUnchecked(first, 'smm-panel', shippedPolicy)
      await first.close()
      let answers = 0
      for (let killed = 0; killed < kills; killed += 2) {
        const answered = (
          await Promise.all([`w-${killed}`, `w-${killed + 1}`].map((name) => writeAndKill(url, name)))
        ).flat()
        const storage = await openStorage(url)
        for (const id of answered) expect((await storage.entryById(id))?.id).toBe(id)
        await storage.close()
        answers += answered.length
      }
      const storage = await openStorage(url)
      const policies = createKnownPolicies(storage)
      const verification = await verifyJournal({ store: storage, policies }, { account: null })
      await storage.close()
      expect(verification).toMatchObject({ faults: [], not_replayable: 0 })
      expect(verification.entries).toBeGreaterThanOrEqual(answers)
      tellFigures(
        `${store.name}: ${kills} kills: ${answers} entries answered, ${verification.entries} found, none damaged`,
      )
    },
    patience,
  )
})
