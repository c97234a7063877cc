import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openStorage } from '../../../src/storage/open/open-storage.ts'
import { type Json, newStoreFile, openPanel, type Panel, partial, storeKinds } from '../open-panel.ts'
import { config, type RunningService, startService } from '../running-service.ts'

const path = '/v1/decisions/bulk'
const headers = { 'Content-Type': 'application/x-ndjson' }

const panels = new Map<string, Panel>()
beforeAll(async () => {
  for (const kind of storeKinds) panels.set(kind, await openPanel(kind))
})
afterAll(async () => {
  await Promise.all([...panels.values()].map((panel) => panel.close()))
})

function panelOf(kind: (typeof storeKinds)[number]): Panel {
  const panel = panels.get(kind)
  if (panel === undefined) throw new Error(`no ${kind}`)
  return panel
}

const lineOf = (order: string, account = 'a-1'): Json => ({
  idempotency_key: `key of ${order}`.replaceAll(' ', '-'),
  facts: partial(order, { account: { id: account } }),
})
/** Of three accounts in turn. */
const manyLines = (count: number, name: string): readonly Json[] =>
  Array.from({ length: count }, (_, index) => lineOf(`${name}-${index + 1}`, `${name}-account-${(index % 3) + 1}`))
const textOf = (lines: readonly (string | Json)[]): string =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
const parsed = (text: string): readonly Json[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Json)

async function answersOf(running: RunningService, body: string | Uint8Array<ArrayBuffer>): Promise<readonly Json[]> {
  const { status, text } = await running.send('POST', path, { headers, body })
  expect(status).toBe(200)
  return parsed(text)
}

/** A stream that is written and read by hand. */
interface Stream {
  send(lines: readonly (string | Json)[]): void
  end(): void
  /** The next answers, as they come. */
  take(count: number): Promise<readonly Json[]>
  /** All answers up to the end. */
  rest(): Promise<readonly Json[]>
  abort(): void
}

async function openStream({ url, adminKey }: RunningService): Promise<Stream> {
  const sending = request(url + path, { method: 'POST', headers: { ...headers, Authorization: `Bearer ${adminKey}` } })
  sending.on('error', () => undefined)
  sending.flushHeaders()
  const [response] = (await once(sending, 'response')) as [IncomingMessage]
  response.on('error', () => undefined)
  const lines = createInterface({ input: response })[Symbol.asyncIterator]()
  const rest = async (most: number): Promise<readonly Json[]> => {
    const taken: Json[] = []
    while (taken.length < most) {
      const { done, value } = await lines.next()
      if (done === true) break
      taken.push(JSON.parse(value) as Json)
    }
    return taken
  }
  return {
    send: (sent) => void sending.write(textOf(sent)),
    end: () => void sending.end(),
    take: rest,
    rest: () => rest(Number.POSITIVE_INFINITY),
    abort: () => void sending.destroy(),
  }
}

async function storedOf({ running }: Panel, account: string): Promise<readonly unknown[]> {
  const entries = await running.service.storage.stream(account, 0, 1000)
  return entries.map(({ order }) => order?.id)
}

describe('decisions in bulk', () => {
  it.each(storeKinds)(
    'are those of single requests, in the order of the lines, and of each account (%s)',
    async (kind) => {
      const panel = panelOf(kind)
      const lines = manyLines(90, 'many')
      const answers = await answersOf(panel.running, textOf(lines))
      expect(answers.map(({ line, status, order }) => [line, status, order])).toEqual(
        lines.map((_, index) => [index + 1, 201, `many-${index + 1}`]),
      )
      const { line: _line, status: _status, ...decision } = answers[7] ?? {}
      const key = { 'Idempotency-Key': 'key-of-many-8' }
      const again = await panel.post('/v1/decisions', { facts: lines[7]?.['facts'] }, { headers: key })
      expect([again.status, again.json]).toEqual([200, decision])
      for (const account of [1, 2, 3]) {
        const orders = lines.flatMap((_, index) => (index % 3 === account - 1 ? [`many-${index + 1}`] : []))
        expect(await storedOf(panel, `many-account-${account}`)).toEqual(orders)
      }
    },
  )

  it('are made for good lines between bad ones of every sort', async () => {
    const { running } = panelOf('memory')
    const { facts, ...keyed } = lineOf('o-2')
    const deep = `{"facts":${'['.repeat(config.requestDepthLimit)}${']'.repeat(config.requestDepthLimit)},"idempotency_key":"deep"}`
    const sent = [
      lineOf('o-1'),
      '{"facts"',
      '',
      `"${'x'.repeat(config.requestBodyLimitBytes)}"`,
      { facts },
      { ...keyed, facts: { ...(facts as object), colour: 'red' } },
      deep,
      { ...lineOf('o-3'), line: 'mine', policy: 'no-such-policy' },
      { ...lineOf('o-4'), idempotency_key: 'key-of-o-1' },
      '[]',
      { ...lineOf('o-5'), line: 'also mine' },
    ]
    const bytes = Buffer.concat([Buffer.from(textOf(sent)), Buffer.from([0x22, 0xff, 0x22, 0x0d, 0x0a])])
    const answers = await answersOf(running, new Uint8Array(bytes))
    expect(answers.map(({ line, status, code = 'none' }) => [line, status, code])).toEqual([
      [1, 201, 'none'],
      [2, 400, 'invalid_request'],
      [4, 413, 'payload_too_large'],
      [5, 400, 'invalid_request'],
      [6, 422, 'invalid_facts'],
      [7, 400, 'invalid_request'],
      ['mine', 404, 'policy_not_found'],
      [9, 422, 'idempotency_key_reused'],
      [10, 400, 'invalid_request'],
      ['also mine', 201, 'none'],
      [12, 400, 'invalid_request'],
    ])
    expect(answers[3]).toMatchObject({ errors: [{ pointer: '/idempotency_key', message: 'is required' }] })
  })

  it('are answered line by line while the client still sends', async () => {
    const stream = await openStream(panelOf('memory').running)
    for (const order of ['live-1', 'live-2']) {
      stream.send([lineOf(order)])
      expect(await stream.take(1)).toMatchObject([{ status: 201, order }])
    }
    stream.end()
    expect(await stream.rest()).toEqual([])
  })

  it('wait for a client that reads late, and none is lost', async () => {
    const stream = await openStream(panelOf('memory').running)
    const count = 4000
    // Many faults make a long answer, so that what is not read fills every buffer on its way.
    const faulty = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`unknown_${index}`, index]))
    stream.send(Array.from({ length: count }, () => faulty))
    stream.end()
    await wait(300)
    const answers = await stream.rest()
    expect(answers.map(({ line }) => line)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
  })

  it.each(storeKinds)(
    'of a stream that broke are answered again under their keys, and none twice (%s)',
    async (kind) => {
      const panel = panelOf(kind)
      const lines = manyLines(60, 'broken')
      const broken = await openStream(panel.running)
      broken.send(lines)
      const before = await broken.take(10)
      broken.abort()
      const after = await answersOf(panel.running, textOf(lines))
      expect(after.slice(0, 10)).toEqual(before.map((answer) => ({ ...answer, status: 200 })))
      expect(new Set(after.map(({ order }) => order)).size).toBe(60)
      const stored = (
        await Promise.all([1, 2, 3].map((account) => storedOf(panel, `broken-account-${account}`)))
      ).flat()
      expect(stored).toHaveLength(60)
    },
  )

  it('end with a line that says how far they came when the service stops; a client goes on from there', async () => {
    const file = newStoreFile()
    const first = await openPanel('sqlite', file)
    const lines = manyLines(8, 'stop')
    const stream = await openStream(first.running)
    stream.send(lines.slice(0, 5))
    await stream.take(5)
    const closed = first.running.service.close()
    expect(await stream.take(1)).toMatchObject([{ line: null, status: 503, code: 'service_draining', last_line: 5 }])
    stream.send(lines.slice(5))
    stream.end()
    expect(await stream.rest()).toEqual([])
    expect(await closed).toBe('drained')
    const second = await startService({ storage: await openStorage(`sqlite:${file}`) })
    const statuses = (await answersOf(second, textOf(lines))).map(({ status }) => status)
    await second.close()
    expect(statuses).toEqual([200, 200, 200, 200, 200, 201, 201, 201])
  })

  it('stop with the key that asks for them, within about a second', async () => {
    const { running } = panelOf('memory')
    const { key, secret } = await running.service.access.createKey({ name: 'bulk', roles: ['decide'], author: 'test' })
    const stream = await openStream({ ...running, adminKey: secret })
    stream.send([lineOf('key-1')])
    expect(await stream.take(1)).toMatchObject([{ status: 201 }])
    await running.service.access.revokeKey({ id: key.id, author: 'test' })
    await wait(1100)
    stream.send([lineOf('key-2')])
    expect(await stream.take(1)).toMatchObject([{ line: 2, status: 401, code: 'unauthenticated' }])
    stream.end()
  })

  it.each([
    ['another media type', { 'Content-Type': 'application/json' }],
    ['a content encoding', { ...headers, 'Content-Encoding': 'gzip' }],
  ])('are refused as a whole in %s', async (_what, sent) => {
    const { running } = panelOf('memory')
    const { problem } = await running.send('POST', path, { headers: sent, body: textOf([lineOf('o-1')]) })
    expect(problem).toBe('unsupported_media_type')
  })
})
