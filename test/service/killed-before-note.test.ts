import { readFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { config, startService as startHere } from '../http/running-service.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { verify } from '../storage/mongo/service-load.ts'
import {
  adminKey,
  type ServiceProcess,
  smallPolicy,
  startService,
  stopServices,
  temporaryFolder,
} from './service-process.ts'

const stores = await durableStores()
const text = `${readFileSync(smallPolicy.FIRST_POLICY_FILE, 'utf8')}\n# from a draft\n`

afterEach(stopServices)
afterAll(async () => {
  for (const store of stores) await store.close()
})

type Json = Readonly<Record<string, unknown>>

async function send({ url }: Pick<ServiceProcess, 'url'>, what: string, body?: Json): Promise<Json> {
  const [method = '', path = ''] = what.split(' ')
  const headers = {
    Authorization: `Bearer ${adminKey}`,
    'If-Match': '"1"',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  }
  const answer = await fetch(`${url}/v1/policies/minimal${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return (await answer.json()) as Json
}

/** How a draft of revision 1 is brought to be published by a service that dies of it. */
type Release = (service: ServiceProcess, draft: string) => Promise<unknown>

const byHand: Release = (service, draft) => send(service, `POST /drafts/${draft}/publish`)
const scheduled: Release = (service, draft) =>
  send(service, `PUT /drafts/${draft}/schedule`, { due_at: new Date(Date.now() + 1000).toISOString() })

describe.each(stores)('$name: a process killed between the version of a draft and its note of it', (store) => {
  it.each([
    ['by hand', byHand],
    ['on schedule', scheduled],
  ])(
    'published %s: the draft shows as published at the next look, and no version is doubled',
    async (_, release) => {
      const storeUrl = store.newUrl()
      const environment = { ADMIN_KEY: adminKey, STORE_URL: storeUrl, LOG_LEVEL: 'error', ...smallPolicy }
      const script = 'test/service/dying-publisher.mjs'
      const dying = await startService({ folder: temporaryFolder(), environment, script })
      const { id } = (await send(dying, 'POST /drafts', { text })) as { readonly id: string }
      // The answer to a schedule may come, that to a publish cannot.
      await Promise.allSettled([release(dying, id)])
      expect(await dying.ended).toBe('SIGKILL')

      const storage = await openStorage(storeUrl)
      expect([(await storage.draft(id))?.state, await storage.newestPolicyVersionNumber('minimal')]).toEqual([
        'open',
        2,
      ])
      await storage.close()

      const next = await startHere({}, { ...config, storeUrl, adminKey, defaultPolicy: 'minimal' })
      expect(await send(next, `GET /drafts/${id}`)).toMatchObject({ state: 'published', published_version: 2 })
      // Whatever was due is looked at again each second.
      await send(next, `POST /drafts/${id}/publish`)
      const { items } = (await send(next, 'GET /versions')) as {
        readonly items: readonly { readonly version: number }[]
      }
      expect(items.map(({ version }) => version)).toEqual([2, 1])
      await next.close()
      expect(await verify(storeUrl)).toMatchObject({ faults: [] })
    },
    300_000,
  )
})
