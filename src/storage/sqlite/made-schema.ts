import { DatabaseSync } from '@photostructure/sqlite'
import { migrations } from './migrate.ts'

/** The text that SQLite keeps of each table and index after all migrations: later ones change what earlier ones made. */
export function madeSchema(): ReadonlySet<unknown> {
  const database = new DatabaseSync(':memory:')
  try {
    for (const { statements, drops = [] } of migrations) {
      for (const statement of statements) database.exec(statement)
      for (const table of drops) database.exec(`DROP TABLE ${table}`)
    }
    const rows = database.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all()
    return new Set(rows.map((row) => (row as { readonly sql: unknown }).sql))
  } finally {
    database.close()
  }
}
