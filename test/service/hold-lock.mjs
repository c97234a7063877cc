// Holds the write lock of a SQLite file until its input ends: node hold-lock.mjs FILE
import { DatabaseSync } from '@photostructure/sqlite'

const database = new DatabaseSync(process.argv[2])
database.exec('PRAGMA busy_timeout = 10000')
database.exec('BEGIN IMMEDIATE')
process.stdout.write('held\n')
for await (const _ of process.stdin);
database.exec('ROLLBACK')
database.close()
