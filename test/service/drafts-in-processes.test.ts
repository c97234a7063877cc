import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { tellFigures } from '../soak/tell-figures.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { verify } from '../storage/mongo/service-load.ts'
import { adminKey, type ServiceProcess, smallPolicy, stopServices } from './service-process.ts'
import { startServices } from './several-services.ts'

/** Small in every run of the tests, more where the environment says so. */
const rounds = Number(process.env['DRAFT_ROUNDS'] ?? 2)
const secondsSlow = Number(process.env['DRAFT_SECONDS_SLOW'] ?? 1)
const processes = Number(process.env['DRAFT_PROCESSES'] ?? 3)
const longest = 3_600_000
const policy = '/v1/policies/minimal'
const firstText = readFileSync(smallPolicy.FIRST_POLICY_FILE, 'utf8')

const stores = await durableStores()
afterEach(stopServices)
afterAll(async () => {
  for (const store of stores) await store.close()
})

type Json = Readonly<Record<string, unknown>>
interface Sent {
  readonly revision?: number
  readonly json?: Json
  readonly text?: string
}

async function send({ url }: ServiceProcess, what: string, { revision, json, text }: Sent = {}) {
  const [method = '', path = ''] = what.split(' ')
  const body = json === undefined ? text : JSON.stringify(json)
  const headers = {
    Authorization: `Bearer ${adminKey}`,
    ...(revision === undefined ? {} : { 'If-Match': `"${revision}"` }),
    ...(body === undefined ? {} : { 'Content-Type': json === undefined ? 'application/yaml' : 'application/json' }),
  }
  const answer = await fetch(`${url}${policy}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
  return { status: answer.status, json: (await answer.json()) as Json }
}

describe.each(stores)(
  `${processes} processes on one store in $name, one with its clock ${secondsSlow} s slow`,
  (store) => {
    it(
      `of all who write a draft at once, and of all who publish at once in ${rounds} rounds, one does; what is due is published once`,
      async () => {
        const url = store.newUrl()
        const services = await startServices(processes, url, { ...smallPolicy, SECONDS_SLOW: String(secondsSlow) })
        const [first] = services
        if (first === undefined) throw new Error('there is no service')
        const atEach = <Answer>(work: (service: ServiceProcess, index: number) => Promise<Answer>): Promise<Answer[]> =>
          Promise.all(services.map(work))
        const losers = (
          answers: readonly { readonly status: number; readonly json: Json }[],
          status: number,
        ): Json[] => {
          expect(answers.filter((answer) => answer.status === status)).toHaveLength(1)
          const others = answers.filter((answer) => answer.status !== status)
          expect(others.map((answer) => answer.status)).toEqual(Array<number>(processes - 1).fill(412))
          return others.map(({ json }) => json)
        }
        for (let round = 1; round <= rounds; round += 1) {
          const { json: shared } = await send(first, 'POST /drafts', { json: {} })
          const path = `/drafts/${String(shared['id'])}`
          const written = await atEach((service, index) =>
            send(service, `PUT ${path}`, { revision: 1, text: `${firstText}\n# round ${round} by ${index}\n` }),
          )
          for (const late of losers(written, 200)) {
            expect(late).toMatchObject({ code: 'revision_conflict', current_revision: 2, acts: [{ act: 'edited' }] })
          }
          const drafts = await atEach((service, index) =>
            send(service, 'POST /drafts', { json: { text: `${firstText}\n# version ${round} by ${index}\n` } }),
          )
          const published = await atEach((service, index) => {
            const draft = drafts[index]?.json ?? {}
            return send(service, `POST /drafts/${String(draft['id'])}/publish`, { revision: Number(draft['revision']) })
          })
          for (const late of losers(published, 201)) {
            expect(late).toMatchObject({
              code: 'version_conflict',
              current_version: round + 1,
              published: [{ author: 'admin' }],
            })
          }
        }
        const due = new Date(Date.now() + 1_000).toISOString()
        const { json: draft } = await send(first, 'POST /drafts', { json: { text: `${firstText}\n# due\n` } })
        const path = `/drafts/${String(draft['id'])}`
        await send(first, `PUT ${path}/schedule`, { revision: 1, json: { due_at: due } })
        let seen = draft
        while (seen['state'] === 'open' && seen['refused'] === draft['refused']) {
          await sleep(200)
          seen = (await send(first, `GET ${path}`)).json
        }
        // Every process has looked by then, which each does once in a second, also the one with the slow clock.
        await sleep(secondsSlow * 1000 + 2_000)
        const { json: versions } = await send(first, 'GET /versions')
        const numbers = (versions['items'] as { readonly version: number }[]).map(({ version }) => version)
        expect(numbers).toEqual(Array.from({ length: rounds + 2 }, (_, index) => rounds + 2 - index))
        expect((await send(first, `GET ${path}`)).json).toMatchObject({
          state: 'published',
          published_version: rounds + 2,
        })
        tellFigures(
          `${store.name}: ${rounds * 2} times ${processes} processes at one draft or version: one did it; one due draft published once`,
        )
        expect(await verify(url)).toMatchObject({ faults: [] })
      },
      longest,
    )
  },
)
