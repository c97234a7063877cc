import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'

/** Gives paths for new store files in a folder that is removed when the test file ends. */
export function newStoreFiles(): () => string {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-storage-'))
  let files = 0
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })
  return () => {
    files += 1
    return join(folder, `store-${files}.db`)
  }
}
