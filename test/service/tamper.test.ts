import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import type { Entry, EntryOf } from '../../src/journal/entry.ts'
import { ofKinds } from '../../src/journal/of-kind.ts'
import type { StoreFault } from '../../src/maintenance/verify-store.ts'
import { Problem } from '../../src/problems/problem.ts'
import { newStoreFile } from '../http/open-panel.ts'
import {
  changedRows,
  type FilledStore,
  fillStore,
  rehashed,
  storedColumns,
  verifyEntries,
  verifyFile,
} from './tampered-store.ts'

/** Of each column so many bits are flipped, one at a time. */
const flipsOfColumn = Number(process.env['TAMPER_FLIPS'] ?? 1)

let store: FilledStore
beforeAll(async () => {
  store = await fillStore()
})

function feedWrong(number: number): object {
  return { code: 'feed_wrong', feed_number: number }
}

/** Whether the fault says which entry it is about. */
function names(fault: StoreFault, sequence: number): boolean {
  if ('account' in fault) return fault.account === 'a-1' && fault.sequence === sequence
  return fault.code === 'file_damaged' && fault.message.endsWith(`entry ${sequence} of the account "a-1"`)
}

function withOtherReason(entry: EntryOf<'decision' | 'dispute_opened'>): Entry {
  const reason_code = 'other'
  return entry.kind === 'decision'
    ? { ...entry, result: { ...entry.result, reason_code } }
    : { ...entry, result: { ...entry.result, reason_code } }
}

describe('verification', () => {
  it('finds no fault in a store as it was written, with every kind of entry', async () => {
    const kinds = new Set(store.entries.map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual([
      'adjustment',
      'correction',
      'credit_delivered',
      'credit_spent',
      'decision',
      'dispute_opened',
      'order_registered',
      'review_resolved',
    ])
    expect(await verifyFile(store.file, [store.kept])).toEqual({
      accounts: 2,
      entries: store.entries.length + 1,
      decisions: 6,
      not_replayable: 0,
      archive_files: 0,
      since: null,
      audit_entries: 2,
      policy_versions: 1,
      drafts: 0,
      api_keys: 1,
      feed_numbers: store.entries.length + 3,
      faults: [],
    })
  })

  it('finds and names every entry of which one bit is flipped in the file, in whichever column', async () => {
    const columns = store.entries.flatMap((entry) =>
      storedColumns(store, entry).map((column) => ({ ...column, sequence: entry.sequence })),
    )
    const byName = [...new Set(columns.map(({ name }) => name))]
    expect(byName.toSorted()).toEqual([
      'about',
      'account',
      'body',
      'class',
      'confidential',
      'credit_amount',
      'decided_at',
      'dispute_key',
      'due',
      'hash',
      'id',
      'level',
      'order_id',
      'order_policy',
      'pending_delivery',
      'reference',
      'sequence',
      'tally',
    ])
    for (const name of byName) {
      const flip = fc
        .constantFrom(...columns.filter((column) => column.name === name))
        .chain((column) =>
          fc.record({ column: fc.constant(column), offset: fc.nat(column.length - 1), bit: fc.nat(7) }),
        )
      await fc.assert(
        fc.asyncProperty(flip, async ({ column, offset, bit }) => {
          const flipped = Buffer.from(store.bytes)
          const place = column.start + offset
          flipped[place] = (flipped[place] ?? 0) ^ (1 << bit)
          const file = newStoreFile()
          writeFileSync(file, flipped)
          const { faults } = await verifyFile(file)
          rmSync(file)
          expect(faults.filter((fault) => names(fault, column.sequence))).not.toEqual([])
        }),
        { numRuns: flipsOfColumn },
      )
    }
  })

  it.each([
    ['the account', `UPDATE entry SET account = 'a-3' WHERE account = 'a-1' AND sequence = 5`],
    ['a sequence that is far too high', 'UPDATE entry SET sequence = 4000000005 WHERE sequence = 5'],
    ['a sequence below 0', 'UPDATE entry SET sequence = -5 WHERE sequence = 5'],
    ['a body that says nothing', `UPDATE entry SET body = x'' WHERE sequence = 5`],
    ['a body that is cut short', `UPDATE entry SET body = substr(body, 1, length(body) - 9) WHERE sequence = 5`],
    ['no hash', `UPDATE entry SET hash = x'' WHERE sequence = 5`],
    ['no confidential part', 'UPDATE entry SET confidential = NULL WHERE sequence = 5'],
    ['a level without a due time', `UPDATE entry SET pending_review_level = 'support' WHERE sequence = 5`],
  ])('goes on behind an entry with %s', async (_name, statement) => {
    const file = await changedRows(store, statement)
    const { faults, entries } = await verifyFile(file)
    expect(faults.length).toBeGreaterThan(0)
    expect(entries).toBe(store.entries.length + 1)
    const ofJournal = faults.filter((fault) => 'account' in fault)
    expect(ofJournal.map(({ sequence }) => sequence).filter((sequence) => sequence < 5 && sequence > 0)).toEqual([])
  })

  it('names an entry that cannot be read, and checks what follows it', async () => {
    const file = await changedRows(
      store,
      `UPDATE entry SET body = x'00' WHERE account = 'a-1' AND sequence = 5`,
      `UPDATE entry SET hash = zeroblob(32) WHERE account = 'a-1' AND sequence = 7`,
    )
    const { faults } = await verifyFile(file)
    const found = faults.flatMap((fault) => ('account' in fault ? [`${fault.sequence} ${fault.code}`] : []))
    expect(found).toEqual(['5 entry_unreadable', '7 hash_wrong', '8 chain_broken'])
  })

  it.each([
    ['due time', `pending_review_due = '2027-01-01T00:00:00.000Z'`],
    ['level', `pending_review_level = 'manager'`],
  ])('finds and names a review that stands in the queue with another %s', async (_name, change) => {
    const [waiting, ...others] = store.entries.filter(({ pending }) => pending.review !== null)
    expect(others).toEqual([])
    const file = await changedRows(store, `UPDATE entry SET ${change} WHERE pending_review_due IS NOT NULL`)
    expect((await verifyFile(file)).faults).toMatchObject([
      { code: 'pending_wrong', account: 'a-1', sequence: waiting?.sequence },
    ])
  })

  it('finds and names a row that was deleted in the middle', async () => {
    const file = await changedRows(store, `DELETE FROM entry WHERE account = 'a-1' AND sequence = 5`)
    const { faults } = await verifyFile(file)
    expect(faults[0]).toMatchObject({ code: 'sequence_gap', account: 'a-1', sequence: 6 })
    expect(faults[0]?.message).toContain('sequence 5 was expected')
  })

  it.each([
    ['sequences', ['sequence']],
    ['contents', ['body', 'hash', 'confidential']],
  ])('finds and names two rows whose %s were swapped', async (_name, columns) => {
    const other = (column: string) =>
      `${column} = (SELECT other.${column} FROM swapped other WHERE other.sequence = 13 - entry.sequence)`
    const file = await changedRows(
      store,
      `CREATE TEMP TABLE swapped AS SELECT * FROM entry WHERE account = 'a-1' AND sequence IN (6, 7)`,
      ...(columns.includes('sequence')
        ? [
            `UPDATE entry SET sequence = -sequence WHERE account = 'a-1' AND sequence IN (6, 7)`,
            `UPDATE entry SET sequence = 13 + sequence WHERE account = 'a-1' AND sequence < 0`,
          ]
        : [`UPDATE entry SET ${columns.map(other).join(', ')} WHERE account = 'a-1' AND sequence IN (6, 7)`]),
    )
    const { faults } = await verifyFile(file)
    for (const sequence of [6, 7]) expect(faults.filter((fault) => names(fault, sequence))).not.toEqual([])
  })

  it.each([
    [
      'a policy text that was changed',
      `UPDATE policy_version SET body = replace(body, 'Refund policy', 'Refund polity')`,
      { code: 'version_text_wrong', policy: 'smm-panel', version: 1 },
    ],
    [
      'a policy version that cannot be read',
      `UPDATE policy_version SET body = ' ' || body`,
      { code: 'version_unreadable', policy: 'smm-panel', version: 1 },
    ],
    [
      'a policy version that is gone',
      `INSERT INTO policy_version (name, version, body)
        SELECT name, 3, replace(body, '"version":1', '"version":3') FROM policy_version`,
      { code: 'version_missing', policy: 'smm-panel', version: 2 },
    ],
    [
      'an entry of the audit log that was changed',
      `UPDATE audit_entry SET body = replace(body, '"policy_published"', '"api_key_revoked"')`,
      { code: 'audit_wrong', audit_sequence: 1 },
    ],
    [
      'an entry of the audit log that cannot be read',
      `UPDATE audit_entry SET body = ' ' || body`,
      { code: 'audit_wrong', audit_sequence: null },
    ],
    [
      'a total that was changed',
      `UPDATE class_total SET entries = entries + 1 WHERE class IN (SELECT id FROM class WHERE kind = 'decision')`,
      { code: 'total_wrong', total: expect.stringContaining('smm-panel') },
    ],
    [
      'an automatic credit that was forgotten',
      'DELETE FROM automatic_credit',
      { code: 'total_wrong', total: expect.stringContaining('USD') },
    ],
    [
      'something else that entries count as',
      `UPDATE class SET counted = replace(counted, '|claims|', '') WHERE kind = 'decision'`,
      { code: 'file_damaged', message: expect.stringMatching(/^class \d+ is not as it was written$/) },
    ],
    ['an entry that has another number', 'UPDATE entry SET number = number + 100 WHERE number = 4', feedWrong(5)],
    [
      'an entry of the audit log that has another number',
      'UPDATE audit_entry SET number = 99 WHERE sequence = 1',
      feedWrong(2),
    ],
  ])('finds and names %s', async (_name, statement, fault) => {
    const { faults } = await verifyFile(await changedRows(store, statement))
    expect(faults).toContainEqual(expect.objectContaining(fault))
  })

  it('decides every decision and dispute once more, from what was stored', async () => {
    for (const decided of ofKinds(store.entries, ['decision', 'dispute_opened'])) {
      const { sequence, kind } = decided
      const altered = rehashed(withOtherReason(decided))
      const entries = store.entries.map((entry) => (entry.sequence === sequence ? altered : entry))
      const { faults } = await verifyEntries(store, entries)
      expect([kind, faults]).toEqual([
        kind,
        expect.arrayContaining([expect.objectContaining({ code: 'decision_differs', sequence })]),
      ])
    }
  })

  it.each([
    ['cut short', (file: string) => truncateSync(file, 70_000)],
    ['empty but for some bytes', (file: string) => truncateSync(file, 50)],
    ['overwritten', (file: string) => writeFileSync(file, 'a'.repeat(100_000))],
    [
      'overwritten in the middle',
      (file: string) => {
        const bytes = Buffer.from(store.bytes)
        bytes.fill(0xaa, 65_536)
        writeFileSync(file, bytes)
      },
    ],
  ])('says clearly that a file is damaged that was %s', async (_name, damage) => {
    const file = newStoreFile()
    writeFileSync(file, store.bytes)
    damage(file)
    const outcome: unknown = await verifyFile(file).catch((error: unknown) => error)
    if (outcome instanceof Error) {
      expect(outcome).toBeInstanceOf(Problem)
      expect(outcome).toMatchObject({ code: 'store_damaged', detail: expect.stringContaining(file) })
    } else {
      expect(outcome).toMatchObject({
        faults: expect.arrayContaining([expect.objectContaining({ code: 'file_damaged' })]),
      })
    }
  })
})
