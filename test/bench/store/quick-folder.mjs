import { mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const inMemory = '/dev/shm'
const wantedBytes = 4 * 1024 ** 3

/** A new folder in memory where the system has one with room, so that filling a store does not wait for a disk. */
export function quickFolder() {
  return mkdtempSync(join(hasRoom() ? inMemory : tmpdir(), 'bench-'))
}

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(inMemory)
    return bavail * bsize > wantedBytes
  } catch {
    return false
  }
}
