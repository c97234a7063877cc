import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CommandFault } from './command-fault.ts'

/** What SQLite keeps beside a store's file, and the file. */
const besideStore = ['', '-wal', '-shm', '-journal']

/** A CommandFault where the path names the store's file, or one beside it. */
export async function refuseStore(path: string, storeUrl: string): Promise<void> {
  const file = /^sqlite:(?<file>.+)$/s.exec(storeUrl)?.groups?.['file']
  if (file === undefined) return
  for (const ending of besideStore) {
    if (await isSameFile(path, resolve(file) + ending)) {
      throw new CommandFault(`${path} is the store itself: give another file`)
    }
  }
}

async function isSameFile(left: string, right: string): Promise<boolean> {
  if (resolve(left) === right) return true
  const [one, other] = await Promise.all([identityOf(left), identityOf(right)])
  return one !== null && one === other
}

/** The file's device and number; null where there is none. */
async function identityOf(path: string): Promise<string | null> {
  const found = await stat(path, { bigint: true }).catch(() => null)
  return found === null ? null : `${found.dev} ${found.ino}`
}
