// Holds the write lock of a SQLite file until its input ends: node hold-lock.mjs FILE
import Database from 'libsql'

const database = new Database(process.argv[2])
database.exec('PRAGMA busy_timeout = 10000')
database.exec('BEGIN IMMEDIATE')
process.stdout.write('held\n')
for await (const _ of process.stdin);
database.exec('ROLLBACK')
database.close()
