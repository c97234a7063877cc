import { describe, expect, it } from '@jest/globals'
import type { Connection } from '../../../src/storage/mongo/connection.ts'
import { refuseStandalone } from '../../../src/storage/mongo/refuse-standalone.ts'

const refusedBy = async (hello: object): Promise<unknown> => {
  const connection = {
    hosts: 'db.example:27017',
    inOrder: async (work: (session: null) => Promise<unknown>) => work(null),
    run: async () => hello,
  } as unknown as Connection
  return refuseStandalone(connection).then(
    () => null,
    (error: unknown) => error,
  )
}

describe('a MongoDB server', () => {
  it.each([
    ['a member of a replica set', { setName: 'rs0', isWritablePrimary: true }],
    ['the router of shards', { msg: 'isdbgrid' }],
  ])('that is %s is taken', async (_, hello) => {
    expect(await refusedBy(hello)).toBeNull()
  })

  it('that stands alone is refused, with what to do about it', async () => {
    expect(await refusedBy({ isWritablePrimary: true })).toMatchObject({
      code: 'invalid_configuration',
      detail: expect.stringMatching(/db\.example:27017 is not a member .* --replSet .* MONGODB_STANDALONE=allowed/u),
    })
  })
})
