import { randomBytes } from 'node:crypto'

/** 32 random hexadecimal digits. */
export function newSalt(): string {
  return randomBytes(16).toString('hex')
}
