import { resolve } from 'node:path'
import { Problem } from '../problems/problem.ts'
import { createMemoryStorage } from './memory/memory-storage.ts'
import { openSqliteStorage } from './sqlite/sqlite-storage.ts'
import type { Storage } from './storage.ts'

/**
 * Opens the store that the URL names: `sqlite:PATH` (relative to the working directory; the file and
 * its folder are made where they are missing) or `memory:` (lost at the end of the process). Any
 * other URL is a Problem `invalid_configuration`.
 */
export async function openStorage(url: string): Promise<Storage> {
  if (url === 'memory:') return createMemoryStorage()
  const path = sqlitePath(url)
  if (path !== undefined) return openSqliteStorage(path)
  throw new Problem(
    'invalid_configuration',
    `The store must be given as sqlite:PATH (for example sqlite:data/refunds.db) or memory:, not as "${url}".`,
  )
}

function sqlitePath(url: string): string | undefined {
  const path = /^sqlite:(?<path>.+)$/s.exec(url)?.groups?.path
  if (path === undefined || path.includes('\0') || path.startsWith(':') || /^\/\/(?!\/)/.test(path)) return undefined
  return resolve(path)
}
