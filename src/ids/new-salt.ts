import { randomFillSync } from 'node:crypto'

const bytesOfOne = 16
/** Drawn for many salts at once: a call of the system for each costs more than all else about it. */
const pool = Buffer.alloc(bytesOfOne * 256)
let used = pool.length

/** 32 random hexadecimal digits, drawn for this call alone. */
export function newSalt(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytesOfOne
  return pool.toString('hex', used - bytesOfOne, used)
}
