// Prints what a decision takes on disk: `npm run build && node test/bench/bytes-per-decision.mjs`, for
// SQLite, and for MongoDB where MONGODB_URI names a server. `... 20000` stores as many; 10,000 otherwise.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { requireFreshBuild } from '../built/fresh-build.mjs'
import { fillStore } from './store/filled-store.mjs'
import { databaseUrl, dropDatabases } from './store/mongo-database.mjs'

requireFreshBuild()
const count = Number(process.argv[2] ?? 10_000)

function say(store, { data, indexes }) {
  const each = (bytes) => `${Math.round(bytes / count)} bytes`.padStart(12)
  process.stdout.write(
    `${store.padEnd(10)}${each(data + indexes)} a decision: ${each(data)} entry, ${each(indexes)} indexes\n`,
  )
}

/** What stays in the store of decisions whose texts are in an archive, and what they take there. */
async function tellArchived(folder) {
  const [path, files] = [join(folder, 'archived.db'), join(folder, 'archive')]
  await fillStore(`sqlite:${path}`, count)
  const { openArchiveFolder } = await import('../../dist/archive/archive-folder.js')
  const { beginArchive } = await import('../../dist/archive/archive-writer.js')
  const { sealedBefore } = await import('../../dist/journal/append-entry.js')
  const { openStorage } = await import('../../dist/storage/open/open-storage.js')
  const storage = await openStorage(`sqlite:${path}`, { readArchived: openArchiveFolder(files).read })
  const draft = await beginArchive(files, { format: 1, statement: null })
  const accounts = await storage.accounts(null, count)
  for (const account of accounts) {
    for (const entry of await storage.stream(account, 0, count)) await draft.add(sealedBefore(entry))
  }
  const { bytes, entries } = await draft.keep()
  for (const account of accounts) {
    const own = entries.filter((entry) => entry.account === account)
    await storage.moveTexts(account, own)
  }
  await storage.compact()
  await storage.close()
  const [kept, moved] = [statSync(path).size, bytes].map((size) => Math.round(size / count))
  process.stdout.write(`archived  ${kept} bytes a decision stay in SQLite, ${moved} are in the archive\n`)
}

async function inSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'bytes-'))
  try {
    const path = join(folder, 'refunds.db')
    await fillStore(`sqlite:${path}`, count)
    const { openConnection } = await import('../../dist/storage/sqlite/connection.js')
    const connection = await openConnection(path)
    const whole = statSync(path).size
    // A copy without indexes tells the rest.
    const indexes = connection.all(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'entry'",
    )
    for (const { name } of indexes) connection.execute(`DROP INDEX ${name}`)
    connection.execute('VACUUM')
    connection.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    connection.close()
    const data = statSync(path).size
    say('SQLite', { data, indexes: whole - data })
    await tellArchived(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function inMongo(uri) {
  const url = databaseUrl(uri, 'bytes')
  try {
    await fillStore(url, count)
    const connection = await mongoose.createConnection(url).asPromise()
    const stats = await connection.db.command({ collStats: 'entry' })
    await connection.close()
    say('MongoDB', { data: stats.storageSize, indexes: stats.totalIndexSize })
    process.stdout.write(
      `${''.padEnd(10)}before compression the entry has ${Math.round(stats.size / stats.count)} bytes\n`,
    )
  } finally {
    await dropDatabases([url])
  }
}

await inSqlite()
if (process.env.MONGODB_URI) await inMongo(process.env.MONGODB_URI)
