import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { numberSequence } from '../../src/policy/model/number-sequence.ts'
import { seed } from '../fixed-seed.ts'
import { checkResponse } from '../http/response-checker.ts'
import { tellFigures } from '../soak/tell-figures.ts'
import {
  adminKey,
  decide,
  partialOrder,
  type ServiceProcess,
  startService,
  stopServices,
  temporaryFolder,
} from './service-process.ts'
import { type WrongRequest, wrongRequests } from './wrong-requests.ts'
import { wrongTexts } from './wrong-texts.ts'

const requests = Number(process.env['WRONG_REQUESTS'] ?? 200)
const texts = Number(process.env['WRONG_TEXTS'] ?? 20)
/** Milliseconds until each answer, of a request and of a text: on a machine that does other things it may take long by itself. */
const budgets = { request: Number(process.env['ANSWER_MS'] ?? 60_000), text: Number(process.env['TEXT_MS'] ?? 60_000) }

let service: ServiceProcess
let ids: readonly string[]
beforeAll(async () => {
  service = await startService({
    folder: temporaryFolder(),
    environment: { ADMIN_KEY: adminKey, FAILED_ATTEMPTS_PER_MINUTE: '0', MINIMUM_FREE_BYTES: '0' },
  })
  const made = [await decide(service.url, partialOrder('o-1')), await decide(service.url, partialOrder('o-2'))]
  ids = made.map(({ decision }) => decision.id)
})
afterAll(stopServices)

interface Answered {
  readonly status: number
  readonly milliseconds: number
}

async function answerTo({ method, path, headers, body }: Omit<WrongRequest, 'operation' | 'fault'>): Promise<Answered> {
  const began = performance.now()
  const response = await fetch(service.url + path, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
  const text = await response.text()
  const milliseconds = performance.now() - began
  const isJson = /[/+]json$/u.test(response.headers.get('content-type') ?? '') && text !== ''
  const json = isJson ? (JSON.parse(text) as unknown) : undefined
  checkResponse(method, path, { status: response.status, headers: response.headers, text, json })
  return { status: response.status, milliseconds }
}

it(`${requests} wrong requests: no fault of ours, no answer that the document does not have, none too late`, async () => {
  const made = wrongRequests(numberSequence(seed), adminKey, ids)
  const counts = new Map<number, number>()
  let longest = 0
  for (let count = 0; count < requests; count += 1) {
    const request = made.next().value as WrongRequest
    const { status, milliseconds } = await answerTo(request)
    if (status >= 500 || milliseconds > budgets.request)
      throw new Error(JSON.stringify({ status, milliseconds, request }))
    counts.set(status, (counts.get(status) ?? 0) + 1)
    longest = Math.max(longest, milliseconds)
  }
  const share = [...counts].filter(([status]) => status >= 400).reduce((sum, [, count]) => sum + count, 0) / requests
  expect(share).toBeGreaterThan(0.5)
  const told = [...counts].toSorted(([left], [right]) => left - right).map(([status, count]) => `${count} x ${status}`)
  tellFigures(`wrong requests: ${told.join(', ')}; longest answer ${longest.toFixed(0)} ms`)
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
}, 600_000)

it(`${texts} wrong policy texts: each is answered within its time with what is wrong`, async () => {
  const made = wrongTexts(numberSequence(seed))
  const headers = { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/yaml' }
  let longest = 0
  for (let count = 0; count < texts; count += 1) {
    const body = made.next().value as string
    const { status, milliseconds } = await answerTo({
      method: 'POST',
      path: '/v1/policies/smm-panel/validate',
      headers,
      body,
    })
    if (status !== 200 || milliseconds > budgets.text) throw new Error(JSON.stringify({ status, milliseconds, body }))
    longest = Math.max(longest, milliseconds)
  }
  tellFigures(`wrong texts: ${texts}; longest answer ${longest.toFixed(0)} ms`)
}, 1_200_000)
