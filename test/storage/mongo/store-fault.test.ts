import { describe, expect, it } from '@jest/globals'
import { storeFault } from '../../../src/storage/mongo/store-fault.ts'

function systemError(code: string): Error {
  return Object.assign(new Error('This socket has been ended by the other party'), { code })
}

describe('a failure of the way to MongoDB', () => {
  it.each(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED'])(
    'that the driver did not wrap, %s, says "not now"',
    (code) => {
      expect(storeFault(systemError(code))).toMatchObject({ name: 'Problem', code: 'store_unavailable' })
    },
  )

  it('is not what another error of the system is', () => {
    const other = systemError('ENOSPC')
    expect(storeFault(other)).toBe(other)
  })
})
