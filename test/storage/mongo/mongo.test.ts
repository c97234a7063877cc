import { afterAll, describe, it } from '@jest/globals'
import { describeMongoDatabase } from './database-tests.ts'
import { describeGroups } from './group-tests.ts'
import { findMongoServer, howToRunOnMongo } from './mongo-server.ts'
import { describeRoundTrips } from './round-trip-tests.ts'
import { describeServiceOnMongo } from './service-tests.ts'
import { describeTotals } from './total-tests.ts'

const server = await findMongoServer()

afterAll(async () => {
  await server?.close()
})

if (server === null) {
  describe('MongoDB', () => {
    it.skip(`needs a server: ${howToRunOnMongo}`, () => {})
  })
} else {
  describeMongoDatabase(server)
  describeGroups(server)
  describeRoundTrips(server)
  describeTotals(server)
  describeServiceOnMongo(server)
}
