import { beforeAll, describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { createFeedTree } from '../../src/checkpoints/feed-tree.ts'
import { makeCheckpoint } from '../../src/checkpoints/make-checkpoint.ts'
import { createReceipts } from '../../src/checkpoints/receipts.ts'
import { sealErased } from '../../src/journal/erase-entry.ts'
import { copyStore } from '../../src/maintenance/copy-store.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { newSigningKey, readVerifierKey, type VerifierKey } from '../../src/transparency/note-keys.ts'
import { verifyReceipt } from '../../src/transparency/verify-receipt.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { openDomain } from '../journal/open-domain.ts'

const signer = newSigningKey('refunds.example.com')
let key: VerifierKey
let receipt: string
let closed: string
let decision: string
let erased: string

beforeAll(async () => {
  const verifier = readVerifierKey(signer.verifierKey)
  if (verifier === null) throw new Error('no key')
  key = verifier
  const storage = await openStorage('memory:')
  const domain = await openDomain(undefined, storage)
  await domain.setPaused(true)
  await domain.setPaused(false)
  const ids: string[] = []
  for (let order = 0; order < 20; order += 1) {
    const facts = panelFacts({ order: { id: `zażółć-${order}` }, account: { id: `a-${order % 3}` } })
    ids.push((await domain.ask(facts)).id)
  }
  decision = ids[7] ?? ''
  const receipts = await receiptsOver(storage)
  receipt = await receipts.of(decision, { isOpened: true })
  closed = await receipts.of(decision, { isOpened: false })
  const target = await openStorage('memory:')
  await copyStore({ from: storage, to: target, onPage: () => {} })
  const copied = await (await receiptsOver(target)).of(decision, { isOpened: false })
  expect(verifyReceipt(copied, key)).toMatchObject({ entry: { id: decision } })
  for (const account of ['a-0', 'a-1', 'a-2']) {
    const entries = await storage.stream(account, 0, 100)
    await storage.replaceConfidential(account, entries.map(sealErased))
  }
  erased = await (await receiptsOver(storage)).of(decision, { isOpened: true })
})

/** Receipts up to a checkpoint that is made now. */
async function receiptsOver(store: Storage): Promise<ReturnType<typeof createReceipts>> {
  const clock = { now: () => Date.parse('2026-03-02T00:00:00Z') }
  const signed = await makeCheckpoint({ store, clock, key: signer })
  const folder = { newest: async () => signed, write: async () => {} }
  return createReceipts({ store, folder, tree: createFeedTree(store) })
}

function faultsOf(text: string, by = key): readonly string[] {
  const checked = verifyReceipt(text, by)
  return 'faults' in checked ? checked.faults.map(({ part }) => part) : []
}

/** The receipt with one of its parts replaced, in its one form. */
function withPart(part: string, value: unknown): string {
  const parsed = JSON.parse(receipt) as Record<string, unknown>
  return JSON.stringify({ ...parsed, [part]: value })
}

describe('a receipt', () => {
  it('proves the decision, with what its commitments are about or without', () => {
    expect(verifyReceipt(receipt, key)).toMatchObject({
      entry: { id: decision, kind: 'decision', confidential: { facts: { 'order.id': 'zażółć-7' } } },
      checkpoint: { origin: 'refunds.example.com' },
    })
    expect(verifyReceipt(`${closed}\n`, key)).toMatchObject({ entry: { id: decision, confidential: null } })
    expect(closed).not.toContain('salt')
  })

  it('proves an erased decision with what is left of it; one from before the erasure stays valid', () => {
    expect(verifyReceipt(erased, key)).toMatchObject({
      entry: { id: decision, confidential: { facts: { 'order.id': 'zażółć-7' }, message: null, salt: null } },
    })
    const { opened } = JSON.parse(erased) as { readonly opened: Record<string, unknown> }
    const without = (changes: object) => JSON.stringify({ ...JSON.parse(erased), opened: { ...opened, ...changes } })
    expect(faultsOf(without({ facts: { 'order.id': 'another' } }))).toEqual(['opened'])
    expect(faultsOf(without({ memory: undefined }))).toEqual(['opened'])
    expect(faultsOf(receipt)).toEqual([])
  })

  it('is refused with any one character changed, opened, closed or erased', () => {
    const texts = [receipt, closed, erased].map((text) => Array.from(text))
    const change = fc.constantFrom(...texts).chain((characters) =>
      fc.record({
        characters: fc.constant(characters),
        at: fc.nat(characters.length - 1),
        other: fc.oneof(
          fc.constantFrom(...Array.from('0123456789abcdef"{}[]:,. +/=AZ\n\\')),
          fc.string({ minLength: 1, maxLength: 1 }),
        ),
      }),
    )
    let refused = 0
    fc.assert(
      fc.property(change, ({ characters, at, other }) => {
        fc.pre(characters[at] !== other)
        expect(faultsOf([...characters.slice(0, at), other, ...characters.slice(at + 1)].join(''))).not.toEqual([])
        refused += 1
      }),
      { numRuns: 1_000 },
    )
    expect(refused).toBe(1_000)
  })

  it('names the part that is wrong', () => {
    const { entry, opened, proof, number, checkpoint } = JSON.parse(receipt) as {
      readonly entry: Record<string, unknown>
      readonly opened: Record<string, unknown>
      readonly proof: readonly string[]
      readonly number: number
      readonly checkpoint: string
    }
    expect(faultsOf(receipt.slice(1))).toEqual(['text'])
    expect(faultsOf(JSON.stringify(JSON.parse(receipt), null, 2))).toEqual(['text'])
    expect(faultsOf('{}')).toEqual(['form'])
    expect(faultsOf(withPart('format', 2))).toEqual(['form'])
    expect(faultsOf(withPart('entry', { ...entry, author: 'ann' }))).toEqual(['entry'])
    expect(faultsOf(withPart('hash', 'ab'.repeat(32)))).toEqual(['entry', 'proof'])
    expect(faultsOf(withPart('opened', { ...opened, message: 'Another.' }))).toEqual(['opened'])
    expect(faultsOf(withPart('opened', { ...opened, salt: '00'.repeat(16) }))).toContain('opened')
    expect(faultsOf(withPart('number', number + 1))).toEqual(['proof'])
    expect(faultsOf(withPart('proof', proof.slice(1)))).toEqual(['proof'])
    expect(faultsOf(withPart('checkpoint', checkpoint.replace('accounts 3', 'accounts 4')))).toEqual(['checkpoint'])
    expect(faultsOf(withPart('checkpoint', checkpoint.replace('\n\n', '\n')))).toEqual(['checkpoint'])
    const other = readVerifierKey(newSigningKey('refunds.example.com').verifierKey)
    expect(other === null ? [] : faultsOf(receipt, other)).toEqual(['checkpoint'])
  })
})
