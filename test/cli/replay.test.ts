import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ReplayTally } from '../../src/decisions/replay-tally.ts'
import { createReplayer } from '../../src/decisions/replay-task.ts'
import { type ReplayRequest, replayStore } from '../../src/maintenance/replay-store.ts'
import { readToHandOver } from '../../src/policy/versions/handed-version.ts'
import { unpublishedVersion } from '../../src/policy/versions/unpublished-version.ts'
import { openConnection } from '../../src/storage/sqlite/connection.ts'
import { pack } from '../../src/storage/sqlite/packing/pack.ts'
import { unpack } from '../../src/storage/sqlite/packing/unpack.ts'
import { textsOf } from '../../src/workers/block-texts.ts'
import { run } from '../../src/workers/replay-thread.ts'
import { shippedPolicy } from '../decisions/open-decisions.ts'
import { hour, newStoreFile, openPanel, type Panel, partial, storeKinds, suspected } from '../http/open-panel.ts'
import { projectFolder, runCommand, runProgram, temporaryFile } from './run-command.ts'

/** Pays the whole charge where the shipped policy pays the part that is missing. */
const generous = shippedPolicy.replace(
  'refund: prorate(order.charge, undelivered, order.quantity)',
  'refund: order.charge',
)
const ticketPolicy = readFileSync(join(projectFolder, 'rules/event-tickets/policy.yaml'), 'utf8')

/** What orders go through: repeats, news, reviews and their ends, credits elsewhere, parts, disputes, two policies. */
async function fill(panel: Panel): Promise<void> {
  await panel.decide(partial('o-1'))
  await panel.decide(partial('o-1'))
  await panel.decide(partial('o-1', { order: { remains: 600 } }))
  await panel.decide(partial('o-2', { order: { status: 'pending', remains: null } }))
  const { id } = await panel.decide(suspected('o-3'))
  await panel.post(`/v1/reviews/${id}/resolution`, { outcome: 'deny', note: 'looked at' })
  await panel.decide(suspected('o-3', { order: { remains: 500 } }))
  await panel.post('/v1/orders/o-1/credits', { amount: '1', currency: 'USD', reference: 'there-1' })
  panel.clock.advance(hour)
  const notice = { account: 'a-1', payment_reference: 'pay-1', order: 'o-1', amount: '10', currency: 'USD' }
  const dispute = await panel.post('/v1/disputes', { ...notice, opened_at: '2026-03-01T10:00:00Z' })
  await panel.decide(partial('o-1', { order: { remains: 700 } }))
  await panel.post(`/v1/disputes/${String(dispute.json['id'])}/outcome`, { outcome: 'won' })
  await panel.decide(partial('o-4', { account: { id: 'a-2' } }))
  const tickets = { name: 'event-tickets', text: ticketPolicy, reason: null, author: 'test', expected: 'any' } as const
  await panel.running.service.policies.publish(tickets)
  for (const number of ['t-1', 't-2']) {
    await panel.post('/v1/decisions', {
      policy: 'event-tickets',
      facts: {
        booking: { id: 'b-1', category: 'standard', tickets_price: '80.00', service_fee: '4.50', currency: 'EUR' },
        event: { status: 'called_off', starts_at: '2026-05-31T18:00:00Z' },
        ticket: { number, price: '40.00' },
        guest: { id: 'a-2' },
      },
    })
  }
}

const decisionsOfPanel = 8
const decisionsOfTickets = 2
const disputes = 1
const byText = (text: string): ReplayRequest['by'] => unpublishedVersion('smm-panel', text, { now: () => 0 })

describe.each(storeKinds)('stored decisions decided again (%s)', (kind) => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel(kind)
    await fill(panel)
  })
  afterAll(() => panel.close())

  const replayed = (request: ReplayRequest): Promise<ReplayTally> => {
    const here = { width: 1, run }
    const { storage: store } = panel.running.service
    return replayStore({ store, here, threads: () => here, onProgress: () => undefined }, request)
  }

  it('are the same by their own versions, whatever became of their orders', async () => {
    const tally = await replayed({ policy: null, by: null })
    const decisions = decisionsOfPanel + decisionsOfTickets + disputes
    expect(tally).toMatchObject({ decisions, same: decisions, different: 0, not_decidable: 0, faults: [] })
    for (const { stored, replayed: outcome, credited, would_be_credited: would } of tally.outcomes) {
      expect([outcome, would]).toEqual([stored, credited])
    }
    const approved = tally.outcomes.find(({ stored }) => stored === 'approve')
    expect(approved?.credited).toEqual({ EUR: '80', USD: '10' })
  })

  it('are those of one policy, and of a period, where that is asked for', async () => {
    expect(await replayed({ policy: 'event-tickets', by: null })).toMatchObject({ decisions: decisionsOfTickets })
    const noon = '2026-03-01T12:00:00.000Z'
    const later = '2026-03-01T13:00:00.000Z'
    const before = await replayed({ policy: null, by: null, from: noon, to: later })
    const behind = await replayed({ policy: null, by: null, from: later })
    expect([before.decisions, behind.decisions]).toEqual([6, decisionsOfPanel + decisionsOfTickets + disputes - 6])
    expect(await replayed({ policy: null, by: null, to: noon })).toMatchObject({ decisions: 0 })
  })

  it.each([{ by: null }, { by: byText(generous) }])(
    'are the same where texts are read once for all threads',
    async ({ by }) => {
      const { storage } = panel.running.service
      const read: string[] = []
      const threads = [createReplayer(textsOf), createReplayer(textsOf)]
      const deps: Parameters<typeof replayStore>[0] = {
        store: { ...storage, storedBlock: (selection, after) => storage.storedBlock(selection, after, 2) },
        here: { width: 1, run },
        threads: () => ({
          width: 2,
          run: async (task) => {
            threads.reverse()
            const [thread = run] = threads
            return thread(structuredClone(task))
          },
        }),
        readForThreads: (version) => {
          read.push(version.name)
          return readToHandOver(version)
        },
        onProgress: () => undefined,
      }
      const request = { policy: by?.name ?? null, by }
      expect(await replayStore(deps, request)).toEqual(await replayed(request))
      expect(read.toSorted()).toEqual(by === null ? ['event-tickets', 'smm-panel'] : ['smm-panel'])
    },
  )

  it('show what another text would change, with its sums and the first differences', async () => {
    const tally = await replayed({ policy: 'smm-panel', by: byText(generous) })
    expect(tally).toMatchObject({ decisions: decisionsOfPanel + disputes, not_decidable: 0 })
    expect(tally.different).toBe(tally.changed['refund'])
    expect(tally.outcomes.find(({ stored, replayed: to }) => stored === 'approve' && to === 'approve')).toEqual({
      stored: 'approve',
      replayed: 'approve',
      decisions: 4,
      credited: { USD: '10' },
      // Each in the circumstances that it had: 10, 6 and 6 beyond the 4 and 4 that were credited, and 10.
      would_be_credited: { USD: '32' },
    })
    const first = tally.differences.find(({ stored }) => stored.amount === '4.00000')
    expect(first).toMatchObject({
      kind: 'decision',
      policy: { name: 'smm-panel', version: 1 },
      stored: { outcome: 'approve', amount: '4.00000', currency: 'USD' },
      replayed: { outcome: 'approve', amount: '10.00000', currency: 'USD' },
    })
    expect(first?.changed).toEqual(['refund'])
  })

  it('are told apart where the other text cannot decide on what is stored', async () => {
    const stricter = shippedPolicy.replace(/^facts:$/mu, 'facts:\n  order.colour: { type: string }')
    const read = stricter.replace(
      '{ fact: undelivered, operator: greaterThan, value: 0 }',
      '{ fact: order.colour, operator: equal, value: red }',
    )
    const tally = await replayed({ policy: 'smm-panel', by: byText(read) })
    expect(tally.not_decidable).toBe(decisionsOfPanel)
    expect(tally.faults[0]).toMatchObject({ account: 'a-1', message: 'order.colour is required and was not given.' })
  })
})

describe('refund-policy replay', () => {
  const file = newStoreFile()
  const store = ['--store', `sqlite:${file}`]
  beforeAll(async () => {
    const panel = await openPanel('sqlite', file)
    await fill(panel)
    await panel.close()
  })

  it('ends with 0 where every decision follows from what was stored with it', async () => {
    const { code, stdout, stderr } = await runCommand(['replay', ...store])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('11 decided again: 11 the same, 0 different, 0 erased, 0 not decidable\n')
    expect(stdout).toMatch(/^approve +6 +80 EUR, 10 USD +80 EUR, 10 USD$/mu)
  })

  it('says what another text or version would change, and ends with 0', async () => {
    const text = temporaryFile('policy.yaml', generous)
    const { code, stdout } = await runCommand(['replay', ...store, '--by-text', text, '--json'])
    expect([code, (JSON.parse(stdout) as ReplayTally).changed['refund']]).toEqual([0, 4])
    const plain = await runCommand(['replay', ...store, '--by-text', text])
    expect(plain.stdout).toContain('approve 4.00000 USD (partial_undelivered) -> approve 10.00000 USD')
    const version = await runCommand(['replay', ...store, '--policy', 'event-tickets', '--by-version', '1'])
    expect([version.code, version.stdout]).toEqual([0, expect.stringContaining('2 decided again: 2 the same')])
  })

  it.each([
    [['--by-version', '7'], 5],
    [['--by-version', 'x'], 2],
    [['--from', 'yesterday'], 2],
    [['--threads', '0'], 2],
    [['--by-text', temporaryFile('bad.yaml', 'name: x')], 1],
    [['--by-text', temporaryFile('good.yaml', shippedPolicy), '--by-version', '1'], 2],
  ])('with %j ends with %i', async (words, code) => {
    expect(await runCommand(['replay', ...store, ...words])).toMatchObject({ code, stdout: '' })
  })

  it('counts what was erased, and ends with 1 where a stored answer was altered or cannot be read', async () => {
    const altered = newStoreFile()
    const panel = await openPanel('sqlite', altered)
    for (const order of ['o-1', 'o-2', 'o-3', 'o-4', 'o-5']) await panel.decide(partial(order))
    await panel.close()
    const connection = await openConnection(altered)
    const [second] = connection.rows('SELECT body FROM entry WHERE sequence = 2')
    const body = unpack(second?.['body'] as Uint8Array) ?? ''
    const more = pack(body.replace('"amount":"4.00000"', '"amount":"9.00000"'))
    connection.run('UPDATE entry SET confidential = NULL WHERE sequence = 1')
    connection.run('UPDATE entry SET body = ? WHERE sequence = 2', [more])
    connection.run('UPDATE entry SET body = ? WHERE sequence = 3', [pack('{}')])
    connection.run("UPDATE entry SET body = x'ffff' WHERE sequence = 4")
    connection.close()
    const { code, stdout } = await runCommand(['replay', '--store', `sqlite:${altered}`])
    expect(code).toBe(1)
    expect(stdout).toContain('5 decided again: 1 the same, 1 different, 1 erased, 2 not decidable\n')
  })

  it('decides in threads where there is much, and comes to the same', async () => {
    const long = newStoreFile()
    const panel = await openPanel('sqlite', long)
    await fill(panel)
    await panel.close()
    const connection = await openConnection(long)
    const columns = connection.all('PRAGMA table_info(entry)').map(({ name }) => String(name))
    const copied = columns.map(
      (name) =>
        ({ number: 'NULL', account: "account || '-' || value", id: "CAST(id || '-' || value AS BLOB)" })[name] ?? name,
    )
    connection.execute(`WITH RECURSIVE counted (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM counted WHERE value < 120)
      INSERT INTO entry (${columns.join(', ')}) SELECT ${copied.join(', ')} FROM entry, counted`)
    connection.close()
    const { code, stdout } = await runProgram(['replay', '--store', `sqlite:${long}`, '--threads', '1', '--json'])
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({ decisions: 1331, same: 1331, different: 0 }),
    ])
  })
})
