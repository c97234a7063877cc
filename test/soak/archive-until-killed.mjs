// Moves the entries of closed accounts to files and brings them back, again and again, until it is killed.
import { writeSync } from 'node:fs'
import { openArchiveFolder } from '../../dist/archive/archive-folder.js'
import { bringBack } from '../../dist/archive/bring-back.js'
import { moveEntries } from '../../dist/archive/move-entries.js'
import { createAuditLog } from '../../dist/audit/create-audit-log.js'
import { newTimeOrderedId } from '../../dist/ids/entry-id.js'
import { openStorage } from '../../dist/storage/open/open-storage.js'
import { systemClock } from '../../dist/time/clock.js'

const [url, path, before, entriesInFile] = process.argv.slice(2)
const folder = openArchiveFolder(path)
const store = await openStorage(url, { readArchived: folder.read, deadlineMs: 60_000 })
const audit = createAuditLog({ store, clock: systemClock, newId: newTimeOrderedId })
const deps = { store, audit, clock: systemClock, folder }
writeSync(1, 'begun\n')
for (;;) {
  await moveEntries(deps, { before, author: 'test', key: null, entriesInFile: Number(entriesInFile) })
  await bringBack(deps, { author: 'test' })
}
