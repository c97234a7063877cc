import { afterAll, describe, it } from '@jest/globals'
import { describeArrivals } from './arrival-tests.ts'
import { describeMongoDatabase } from './database-tests.ts'
import { describeElections } from './election-tests.ts'
import { describeGroups } from './group-tests.ts'
import { findMongoKinds, howToRunOnMongo } from './mongo-server.ts'
import { describeRoundTrips } from './round-trip-tests.ts'
import { describeServiceOnMongo } from './service-tests.ts'
import { describeTotals } from './total-tests.ts'

const kinds = await findMongoKinds()

afterAll(async () => {
  for (const { server } of kinds) await server.close()
})

if (kinds.length === 0) {
  describe('MongoDB', () => {
    it.skip(`needs a server: ${howToRunOnMongo}`, () => {})
  })
}

for (const { name, server } of kinds) if (name === 'MongoDB') await describeElections(server)

for (const { name, server } of kinds) {
  describe(`on ${name}`, () => {
    describeMongoDatabase(server)
    describeArrivals(server)
    describeGroups(server)
    describeRoundTrips(server)
    describeTotals(server)
    describeServiceOnMongo(server)
  })
}
