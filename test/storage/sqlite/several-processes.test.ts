import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Entry } from '../../../src/journal/entry.ts'
import { openStorage } from '../../../src/storage/open/open-storage.ts'
import { requireFreshBuild } from '../../built/fresh-build.mjs'
import { makeStream, sealed } from '../make-entry.ts'
import { newStoreFiles } from './store-file.ts'

const newStoreFile = newStoreFiles()
const program = join(import.meta.dirname, 'append-entries.mjs')

describe('several processes', () => {
  beforeAll(() => requireFreshBuild())

  it('that open one new store and write at once never fail with a busy error, and lose nothing', async () => {
    const path = newStoreFile()
    const streams = ['account-1', 'account-2', 'account-3'].map((account) => makeStream(100, () => ({ account })))
    const writers = streams.map((stream) => startWriter(path, stream))
    const outcomes = await Promise.all(writers.map(finished))
    expect(outcomes).toEqual(streams.map((stream) => ({ exit: 0, errors: '', appended: idsOf(stream), taken: [] })))
    const storage = await openStorage(`sqlite:${path}`)
    for (const [index, stream] of streams.entries()) {
      expect(await storage.stream(`account-${index + 1}`, 0, 1000)).toEqual(stream)
    }
    await storage.close()
  })

  it('that write one stream at once have each sequence appended by exactly one of them', async () => {
    const path = newStoreFile()
    const rivals = [makeStream(100), makeStream(100)]
    const outcomes = await Promise.all(rivals.map((stream) => finished(startWriter(path, stream))))
    for (const { exit, errors } of outcomes) expect({ exit, errors }).toEqual({ exit: 0, errors: '' })
    const storage = await openStorage(`sqlite:${path}`)
    const stored = await storage.stream('account-1', 0, 1000)
    expect(stored.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
    expect(idsOf(stored).sort()).toEqual(outcomes.flatMap(({ appended }) => appended).sort())
    await storage.close()
  })

  it.each([1, 20])(
    'of which one is killed in the middle of its appends: nothing that was answered is lost (after %i)',
    async (answers) => {
      const path = newStoreFile()
      const stream = makeStream(1000)
      const writer = startWriter(path, stream)
      await answered(writer, answers)
      writer.process.kill('SIGKILL')
      const { appended } = await finished(writer)
      expect(appended.length).toBeGreaterThanOrEqual(answers)
      expect(appended.length).toBeLessThan(stream.length)

      const storage = await openStorage(`sqlite:${path}`)
      const stored = await storage.stream('account-1', 0, 5000)
      // The last may have been written but not answered: whole entries, none missing, at most one more.
      expect(stored).toEqual(stream.slice(0, stored.length))
      expect(stored.length - appended.length).toBeGreaterThanOrEqual(0)
      expect(stored.length - appended.length).toBeLessThanOrEqual(1)
      expect(await storage.append(sealed(stream[stored.length] ?? (stream[0] as Entry)))).toEqual({ appended: true })
      await storage.close()
    },
  )
})

interface Writer {
  readonly process: ChildProcess
  /** What it has said so far. */
  readonly lines: string[]
  readonly errors: string[]
}

function startWriter(path: string, entries: readonly Entry[]): Writer {
  const entriesFile = `${path}-${entries[0]?.id ?? ''}.ndjson`
  writeFileSync(entriesFile, entries.map((entry) => JSON.stringify(entry)).join('\n'))
  const child = spawn(process.execPath, [program, `sqlite:${path}`, entriesFile], { stdio: ['ignore', 'pipe', 'pipe'] })
  const writer: Writer = { process: child, lines: [], errors: [] }
  createInterface({ input: child.stdout }).on('line', (line) => writer.lines.push(line))
  child.stderr.on('data', (text) => writer.errors.push(String(text)))
  return writer
}

async function answered(writer: Writer, answers: number): Promise<void> {
  // The first line says that the store is open.
  while (writer.lines.length <= answers) {
    if (writer.process.exitCode !== null) throw new Error(`the writer ended early: ${writer.errors.join('')}`)
    await once(writer.process.stdout ?? writer.process, 'data')
  }
}

async function finished(writer: Writer): Promise<{
  readonly exit: number | null
  readonly errors: string
  readonly appended: readonly string[]
  readonly taken: readonly string[]
}> {
  await once(writer.process, 'close')
  const idsAfter = (word: string): string[] =>
    writer.lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length + 1))
  return {
    exit: writer.process.exitCode,
    errors: writer.errors.join(''),
    appended: idsAfter('appended'),
    taken: idsAfter('taken'),
  }
}

function idsOf(entries: readonly Entry[]): string[] {
  return entries.map(({ id }) => id)
}
