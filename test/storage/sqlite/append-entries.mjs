// Run by several-processes.test.ts: appends the entries of an NDJSON file and says on its output,
// line by line, what was answered. Usage: node append-entries.mjs STORE_URL ENTRIES_FILE
import { readFileSync, writeSync } from 'node:fs'
import { sealedBefore } from '../../../dist/journal/append-entry.js'
import { openStorage } from '../../../dist/storage/open/open-storage.js'

const [, , url, entriesFile] = process.argv
const entries = readFileSync(entriesFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

const storage = await openStorage(url)
writeSync(1, 'open\n')
for (const entry of entries) {
  const { appended } = await storage.append(sealedBefore(entry))
  // Written at once: a line that is seen stands for an append that was answered.
  writeSync(1, `${appended ? 'appended' : 'taken'} ${entry.id}\n`)
}
await storage.close()
