import { Umzug } from 'umzug'
import { Problem } from '../../problems/problem.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection } from './connection.ts'
import { fillQuarterHours } from './fill-quarter-hours.ts'
import { tables } from './migrations/0001-tables.ts'
import { drafts } from './migrations/0002-drafts.ts'
import { responses } from './migrations/0003-responses.ts'
import { quarterHours } from './migrations/0004-quarter-hours.ts'

interface Migration {
  readonly name: string
  readonly statements: readonly string[]
  /** Puts into what they make what follows from what is stored. */
  readonly fill?: (connection: Connection) => void
  /** Tables whose place it takes. */
  readonly drops?: readonly string[]
}

/** In the order in which they are applied: append only. */
export const migrations: readonly Migration[] = [tables, drafts, responses, { ...quarterHours, fill: fillQuarterHours }]

/**
 * Brings the file's schema up to this build's, whole or not at all; of several processes one does
 * it and the others wait. A schema that is newer than this build, or another program's, is a
 * Problem `invalid_configuration`, and nothing is changed.
 */
export async function migrate(connection: Connection): Promise<void> {
  if (isUpToDate(connection)) return
  await connection.beginImmediate()
  try {
    refuseForeignTables(connection)
    connection.execute('CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY) STRICT')
    if (!isUpToDate(connection)) await migrator(connection).up()
    connection.execute('COMMIT')
  } catch (error) {
    rollBack(connection)
    throw migrationCause(error)
  }
}

function migrator(connection: Connection): Umzug<Connection> {
  return new Umzug<Connection>({
    migrations: migrations.map(({ name, statements, fill, drops = [] }) => ({
      name,
      up: async () => {
        for (const statement of statements) connection.execute(statement)
        fill?.(connection)
        for (const table of drops) connection.execute(`DROP TABLE ${table}`)
      },
    })),
    storage: {
      executed: async () => applied(connection),
      logMigration: async ({ name }) => {
        connection.run('INSERT INTO migration (name) VALUES (?)', [name])
      },
      unlogMigration: async ({ name }) => {
        connection.run('DELETE FROM migration WHERE name = ?', [name])
      },
    },
    context: connection,
    logger: undefined,
  })
}

function isUpToDate(connection: Connection): boolean {
  if (!tableNames(connection).includes('migration')) return false
  const names = applied(connection)
  const unknown = names.find((name) => !migrations.some((migration) => migration.name === name))
  if (unknown !== undefined) {
    throw new Problem(
      'invalid_configuration',
      `The store ${connection.path} was written by a newer release (its schema has the step "${unknown}"). Start that release, or give another store.`,
    )
  }
  return migrations.every((migration) => names.includes(migration.name))
}

function refuseForeignTables(connection: Connection): void {
  const present = tableNames(connection)
  if (present.length === 0 || present.includes('migration')) return
  throw new Problem(
    'invalid_configuration',
    `The database ${connection.path} belongs to another program: it has the table "${present[0]}". Give another file.`,
  )
}

function tableNames(connection: Connection): string[] {
  const rows = connection.all(
    `SELECT ${asBytes('name')} FROM sqlite_schema WHERE type = 'table' ORDER BY sqlite_schema.name`,
  )
  return rows.map((row) => String(row.name))
}

function applied(connection: Connection): string[] {
  return connection
    .all(`SELECT ${asBytes('name')} FROM migration ORDER BY migration.name`)
    .map((row) => String(row.name))
}

function rollBack(connection: Connection): void {
  try {
    connection.execute('ROLLBACK')
  } catch (error) {
    // After a full disk or an I/O error SQLite has rolled back by itself; the first error is the one to report.
    if (!(error instanceof Error)) throw error
  }
}

/** The library wraps what a migration throws. */
function migrationCause(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Problem ? error.cause : error
}
